"""The agenda of a commission as one agent may read it: what is asked, what was decided, and why."""

from django.apps import apps

from accompagnement.enums import Decision
from accompagnement.lecture.correction import lire_corrections
from accompagnement.lecture.reserve import Reserve, montrer
from accompagnement.models import (
    AffectationReferent,
    Correction,
    Emploi,
    Entretien,
    Etape,
    MiseEnRelation,
    Suspension,
)

# Once decided, a case moves on: what was asked is read from the decision, not from its state.
DEMANDES_DECIDEES = {
    Decision.INTEGRE: "Entrée",
    Decision.REFUSE: "Entrée",
    Decision.SORTIE_REFUSEE: "Sortie",
    Decision.PROLONGE: "Suite du parcours",
    Decision.MAINTENU: "Suite du parcours",
}


def lire_passages(passages, agent):
    """`passages`, each with its `demande`, its motif for who may know it, and its `annulation`, the
    correction by which its decision is not in force."""
    reserve = Reserve.de_plusieurs(agent)
    lus = list(passages)
    annulations = _annulations(lus, agent)
    for passage in lus:
        passage.annulation = annulations.get(passage.pk)
        passage.demande = _demande(passage.parcours, reserve, passage.decision)
        montrer(passage, "motif", reserve.texte(passage.motif))
    return lus


def ecrits_depuis(passage):
    """What was written of the parcours since its decision, by kind."""
    if passage.decide_le is None:
        return []
    return [
        str(modele._meta.verbose_name)
        for modele in (Entretien, Etape, Emploi, MiseEnRelation, AffectationReferent, Suspension)
        if _histoire(modele)
        .filter(parcours=passage.parcours_id, pgh_created_at__gt=passage.decide_le)
        .exists()
    ]


def _histoire(modele):
    return apps.get_model("accompagnement", f"{modele.__name__}Event").objects


def annulation_de(passage, agent):
    return _annulations([passage], agent).get(passage.pk)


def _annulations(passages, agent):
    decides = [passage.pk for passage in passages if passage.decision]
    faites = Correction.objects.faites().filter(passage__in=decides)
    lues = lire_corrections(faites.select_related("demandee_par"), agent) if decides else []
    return {correction.passage_id: correction for correction in lues}


def lire_candidats(parcours, agent):
    """(parcours, what it would ask of a commission), for each of `parcours`."""
    reserve = Reserve.de_plusieurs(agent)
    return [(chacun, _demande(chacun, reserve)) for chacun in parcours]


def _demande(parcours, reserve, decision=""):
    """What is asked of the commission, or was until `decision`; a sensitive reason is withheld."""
    if decision in DEMANDES_DECIDEES:
        return DEMANDES_DECIDEES[decision]
    sortie = getattr(parcours, "sortie", None)
    if sortie is None and decision == Decision.SORTIE_VALIDEE:
        return "Sortie"
    if sortie is None:
        return "Suite du parcours" if parcours.date_entree else "Entrée"
    return f"Sortie : {reserve.motif_sortie(sortie.motif)}"
