"""What the pages that write to a dossier have in common: reach the object, trace the opening."""

from django.shortcuts import get_object_or_404

from accompagnement.models import Parcours, Participant
from plie.interface import actes
from plie.interface.actes import exiger
from plie.journal.actions import tracer_consultation

__all__ = ["exiger", "page_acte", "parcours_visible", "participant_visible", "tracer_ouverture"]


def participant_visible(request, pk):
    participants = Participant.objects.actuels().visibles_par(request.user)
    participants = participants.select_related("commune")
    return get_object_or_404(participants, pk=pk)


def parcours_visible(request, pk):
    parcours = Parcours.objects.visibles_par(request.user)
    return get_object_or_404(parcours.select_related("participant", "structure"), pk=pk)


def tracer_ouverture(request, participant_id, objet, detail=""):
    """A form that shows what is already written is an opening of the dossier."""
    if request.method != "POST":
        tracer_consultation(
            par=request.user, participant_id=participant_id, objet=objet, detail=detail
        )


def page_acte(request, formulaire, action, **contexte):
    """`plie.interface.actes.page_acte`, on the page that also knows drafts."""
    contexte.setdefault("gabarit", "accompagnement/acte.html")
    return actes.page_acte(request, formulaire, action, **contexte)
