from django.urls import reverse

from accompagnement.actions.reglages import enregistrer_reglages
from accompagnement.forms.reglages import ReglagesForm
from accompagnement.models import Reglages
from accompagnement.permissions import Acte
from accompagnement.views.actes import exiger, page_acte
from plie.socle.soumission import soumission_unique


@soumission_unique
def reglages(request):
    exiger(Acte.REGLER.permet(request.user))
    actuels = Reglages.objects.actuels()
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
        explication="Ces seuils déterminent quand une personne apparaît à l'accueil, pour tout le "
        "PLIE. Les alertes sont recalculées dès l'enregistrement.",
        bouton="Enregistrer les réglages",
        succes="Réglages enregistrés. Les alertes sont en cours de recalcul.",
        retour=reverse("accompagnement:accueil"),
        gabarit="accompagnement/reglages.html",
    )
