"""Write a word to colleagues from the dossier."""

from django.urls import reverse

from accompagnement.actions.mot import ecrire_mot
from accompagnement.forms import MotForm
from accompagnement.permissions import Acte
from accompagnement.views.actes import exiger, page_acte, parcours_visible
from accompagnement.views.retrait import repentir
from plie.socle.soumission import soumission_unique


@soumission_unique
def mot_ecrire(request, pk):
    parcours = parcours_visible(request, pk)
    exiger(Acte.ECRIRE_UN_MOT.permet(request.user, parcours))
    return page_acte(
        request,
        MotForm(
            request.POST or None,
            parcours=parcours,
            agent=request.user,
            initial={"destinataires": request.GET.getlist("a")},
        ),
        lambda formulaire: ecrire_mot(parcours, par=request.user, **formulaire.valeurs()),
        titre="Écrire à un collègue",
        bouton="Envoyer le mot",
        succes="Votre mot est dans le fil du parcours, et vos collègues sont prévenus.",
        retour=reverse("accompagnement:dossier", args=[parcours.participant_id]),
        sur_titre=str(parcours.participant),
        repentir=repentir(request),
    )
