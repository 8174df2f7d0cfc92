from django.urls import reverse

from accompagnement import permissions
from accompagnement.actions.reglages import enregistrer_reglages
from accompagnement.forms.reglages import ReglagesForm
from accompagnement.models import Reglages
from accompagnement.views.actes import exiger, page_acte
from plie.interface.soumissions import soumission_unique


@soumission_unique
def reglages(request):
    exiger(permissions.peut(request.user, "regler"))
    actuels = Reglages.objects.filter(pk=1).first() or Reglages()
    formulaire = ReglagesForm(
        request.POST or None, instance=actuels, initial={"version": actuels.version}
    )
    return page_acte(
        request,
        formulaire,
        lambda formulaire: enregistrer_reglages(
            par=request.user,
            version=formulaire.cleaned_data["version"],
            **formulaire.valeurs(),
        ),
        titre="Réglages du PLIE",
        explication="Ces seuils disent quand une personne apparaît à l'accueil, pour tout le PLIE. "
        "Les alertes sont recalculées dès l'enregistrement.",
        bouton="Enregistrer les réglages",
        succes="Réglages enregistrés. Les alertes sont en cours de recalcul.",
        retour=reverse("accompagnement:accueil"),
    )
