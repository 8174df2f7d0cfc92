"""The agenda of a commission as one agent may read it: what is asked, what was decided, and why."""

from accompagnement.enums import Decision
from accompagnement.lecture.reserve import Reserve, montrer

# Once decided, a case moves on: what was asked is read from the decision, not from its state.
DEMANDES_DECIDEES = {
    Decision.INTEGRE: "Entrée",
    Decision.REFUSE: "Entrée",
    Decision.SORTIE_REFUSEE: "Sortie",
    Decision.PROLONGE: "Suite du parcours",
    Decision.MAINTENU: "Suite du parcours",
}


def lire_passages(passages, agent):
    """`passages`, each with its `demande`, and its motif for who may know it."""
    reserve = Reserve.de_plusieurs(agent)
    lus = list(passages)
    for passage in lus:
        passage.demande = _demande(passage.parcours, reserve, passage.decision)
        montrer(passage, "motif", reserve.texte(passage.motif))
    return lus


def lire_candidats(parcours, agent):
    """(parcours, what it would ask of a commission), for each of `parcours`."""
    reserve = Reserve.de_plusieurs(agent)
    return [(chacun, _demande(chacun, reserve)) for chacun in parcours]


def _demande(parcours, reserve, decision=""):
    """What is asked of the commission, or was until `decision`; a sensitive reason is withheld."""
    if decision in DEMANDES_DECIDEES:
        return DEMANDES_DECIDEES[decision]
    sortie = getattr(parcours, "sortie", None)
    if sortie is None:
        return "Suite du parcours" if parcours.date_entree else "Entrée"
    return f"Sortie : {reserve.motif_sortie(sortie.motif)}"
