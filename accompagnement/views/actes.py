"""What the pages that write to a dossier have in common: reach the object, trace the opening."""

from functools import partial

from django.shortcuts import get_object_or_404

from accompagnement.models import Parcours, Participant
from plie.interface import actes
from plie.interface.actes import exiger, presser
from plie.journal.actions import tracer_consultation

__all__ = [
    "exiger",
    "objet_visible",
    "page_acte",
    "page_de_modification",
    "parcours_visible",
    "participant_visible",
    "presser",
    "tracer_ouverture",
]


def participant_visible(request, pk):
    participants = Participant.objects.actuels().visibles_par(request.user)
    participants = participants.select_related("commune")
    return get_object_or_404(participants, pk=pk)


def parcours_visible(request, pk):
    parcours = Parcours.objects.visibles_par(request.user)
    return get_object_or_404(parcours.select_related("participant__commune", "structure"), pk=pk)


def objet_visible(request, modele, pk, *liens, par="parcours"):
    """A row that belongs to a parcours, directly or `par` another one, with it and `liens`
    (select_related); 404 outside one's scope."""
    visibles = Parcours.objects.visibles_par(request.user).order_by().values("pk")
    lignes = modele.objects.filter(**{f"{par}__in": visibles})
    liens = (f"{par}__participant", f"{par}__structure", *liens)
    return get_object_or_404(lignes.select_related(*liens), pk=pk)


def tracer_ouverture(request, participant_id, objet, detail=""):
    """A form that shows what is already written is an opening of the dossier. What is sent is one
    only if the answer shows what is saved (`page_acte`)."""
    request.ouverture = {"participant_id": participant_id, "objet": objet, "detail": detail}
    if request.method != "POST":
        noter_l_ouverture(request)


def noter_l_ouverture(request):
    if hasattr(request, "ouverture"):
        tracer_consultation(par=request.user, **request.ouverture)


def page_acte(request, formulaire, action, **contexte):
    """`plie.interface.actes.page_acte`, on the page that also knows drafts; a conflict, which shows
    the values saved by somebody else, is an opening."""
    contexte.setdefault("sur_conflit", partial(noter_l_ouverture, request))
    contexte.setdefault("gabarit", "accompagnement/acte.html")
    return actes.page_acte(request, formulaire, action, **contexte)


def page_de_modification(request, formulaire, verbe, objet, **contexte):
    """`page_acte` of a row that two people may change at once: `verbe(objet, par=, version=)` and
    what was typed. `formulaire` is a FormulaireVersionne."""

    def enregistrer(saisi):
        version = saisi.cleaned_data["version"]
        return verbe(objet, par=request.user, version=version, **saisi.valeurs())

    saisi = formulaire(request.POST or None, instance=objet, initial={"version": objet.version})
    return page_acte(request, saisi, enregistrer, **contexte)
