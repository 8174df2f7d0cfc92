from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from accompagnement.lecture.actes_proposes import barre_de_decision
from accompagnement.lecture.frise import frise
from accompagnement.lecture.historique import changements
from accompagnement.lecture.reserve import taire_les_details
from accompagnement.models import Participant
from accompagnement.permissions import Acte
from accompagnement.views.onglets import ouvrir_dossier
from plie.interface.listes import paginer
from plie.journal.models import Consultation


@require_safe
def dossier(request, pk):
    try:
        contexte = ouvrir_dossier(request, pk, "parcours")
    except Http404:
        return _vers_le_dossier_garde(request, pk)
    if contexte is None:
        return redirect("accompagnement:dossier_situation", pk)
    contexte["frise"] = frise(contexte["lecture"])
    contexte["decisions"] = barre_de_decision(contexte["lecture"])
    contexte["lien_echeance"] = _lien_echeance(**contexte)
    return render(request, "accompagnement/dossier.html", contexte)


def _vers_le_dossier_garde(request, pk):
    """A merged dossier still has its address, in notes and bookmarks: it leads to the other."""
    visibles = Participant.objects.visibles_par(request.user)
    garde = get_object_or_404(visibles, fusions__absorbe=pk, fusions__annulee_le__isnull=True)
    return redirect("accompagnement:dossier", garde.pk)


def _lien_echeance(*, lecture, echeance, decisions, **_):
    """Where the next action is done, unless a button already leads there."""
    if echeance is None or not (lecture.peut_ecrire and lecture.referent):
        return ""
    return "" if echeance.adresse in dict(map(reversed, decisions)) else echeance.adresse


@require_safe
def dossier_situation(request, pk):
    contexte = ouvrir_dossier(request, pk, "situation")
    if contexte["voit_suivi"]:
        contexte |= _partages(request.user, **contexte)
    return render(request, "accompagnement/dossier_situation.html", contexte)


def _partages(agent, *, participant, lecture, **_):
    """Which partners know, and what the person refuses."""
    oppositions = participant.oppositions.en_cours().select_related("structure")
    return {
        "partages": participant.partages.select_related("structure"),
        "oppositions": oppositions,
        "peut_gerer_opposition": Acte.GERER_OPPOSITION.permet(agent, lecture.referent),
    }


@require_safe
def dossier_historique(request, pk):
    contexte = ouvrir_dossier(request, pk, "historique")
    contexte["changements"] = changements(contexte["participant"], lecteur=request.user)
    return render(request, "accompagnement/dossier_historique.html", contexte)


@require_safe
def dossier_consultations(request, pk):
    contexte = ouvrir_dossier(request, pk, "consultations")
    absorbes = contexte["participant"].fusions.filter(annulee_le__isnull=True)
    dossiers = [pk, *absorbes.values_list("absorbe", flat=True)]
    consultations = Consultation.objects.filter(participant_id__in=dossiers)
    consultations = consultations.select_related("agent")
    contexte["page"] = taire_les_details(paginer(request, consultations, 50), request.user)
    return render(request, "accompagnement/dossier_consultations.html", contexte)
