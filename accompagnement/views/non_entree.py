"""Close a prescription whose person does not enter, undo it at once, and print the answer."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from accompagnement.actions.non_entree import annuler_non_entree, clore_sans_entree, est_repondue
from accompagnement.documents.non_entree import lettre_de_reponse
from accompagnement.enums import MoyenReponse
from accompagnement.forms import NonEntreeForm
from accompagnement.lecture.parcours import Lecture
from accompagnement.models import NonEntree
from accompagnement.permissions import Acte
from accompagnement.views.actes import (
    exiger,
    objet_visible,
    page_acte,
    parcours_visible,
    presser,
)
from accompagnement.views.document import imprimer
from accompagnement.views.retrait import adresse_du_repentir, lire_le_repentir
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
        retour=_dossier(parcours),
        repentir=lambda non_entree: _repentir(request, non_entree),
        sur_titre=str(parcours.participant),
        explication=_explication(parcours),
    )


def _dossier(parcours):
    return reverse("accompagnement:dossier", args=[parcours.participant_id])


def _repentir(request, non_entree):
    """Only while nothing has left the house."""
    if est_repondue(non_entree):
        return None
    adresse = reverse("accompagnement:non_entree_annuler", args=[non_entree.pk])
    return adresse_du_repentir(request, adresse)


@require_POST
@soumission_unique
def non_entree_annuler(request, pk):
    """Take a closing back, from the message that said it was done."""
    non_entree = objet_visible(request, NonEntree, pk)
    exiger(Acte.ANNULER_NON_ENTREE.permet(request.user, non_entree))
    if lire_le_repentir(request) is None:
        messages.warning(
            request,
            "Plus d'une minute est passée : la coordination peut rouvrir la prescription, avec un "
            "motif.",
        )
    else:
        presser(
            request,
            lambda: annuler_non_entree(non_entree, par=request.user),
            "La non-entrée est annulée : le parcours reprend où il était. Les rendez-vous qui "
            "étaient à venir restent annulés : reprenez-les.",
        )
    return redirect(_dossier(non_entree.parcours))


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
