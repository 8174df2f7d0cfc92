"""Close a prescription whose person does not enter, and print the answer."""

from django.http import Http404
from django.urls import reverse
from django.views.decorators.http import require_safe

from accompagnement.actions.non_entree import clore_sans_entree
from accompagnement.documents.non_entree import lettre_de_reponse
from accompagnement.enums import MoyenReponse
from accompagnement.forms import NonEntreeForm
from accompagnement.lecture.parcours import Lecture
from accompagnement.permissions import Acte
from accompagnement.views.actes import exiger, page_acte, parcours_visible
from accompagnement.views.document import imprimer
from plie.socle.soumission import soumission_unique


@soumission_unique
def parcours_clore_sans_entree(request, pk):
    parcours = parcours_visible(request, pk)
    exiger(Acte.ECRIRE_DOSSIER.permet(request.user, parcours))
    return page_acte(
        request,
        NonEntreeForm(request.POST or None, initial={"moyen": _moyen_propose(parcours)}),
        lambda formulaire: clore_sans_entree(parcours, par=request.user, **formulaire.cleaned_data),
        titre="Clore sans entrée",
        bouton="Clore sans entrée",
        succes="Le parcours est clos sans entrée.",
        retour=reverse("accompagnement:dossier", args=[parcours.participant_id]),
        sur_titre=str(parcours.participant),
        explication=_explication(parcours),
    )


def _moyen_propose(parcours):
    """By mail when the prescriber has an address; nobody to tell when there is none."""
    if parcours.prescripteur is None:
        return MoyenReponse.AUCUN
    par_courriel = bool(parcours.prescripteur.contact_courriel)
    return MoyenReponse.COURRIEL if par_courriel else MoyenReponse.COURRIER


def _explication(parcours):
    """Who prescribed, and what becomes of the person."""
    suite = "Une nouvelle prescription restera possible."
    if parcours.orientations.acceptees().exists():
        return f"{parcours.get_prescripteur()} recevra la réponse sur son orientation. {suite}"
    return f"Prescripteur : {parcours.get_prescripteur()}. {suite}"


@require_safe
def parcours_reponse(request, pk):
    """The letter to print."""
    lecture = Lecture.pour(parcours_visible(request, pk), request.user)
    exiger(Acte.VOIR_SUIVI.permet(request.user))
    if lecture.non_entree is None:
        raise Http404
    pdf = lettre_de_reponse(lecture.non_entree)
    return imprimer(request, lecture, "Réponse au prescripteur", pdf)
