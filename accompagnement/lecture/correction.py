"""Corrections as one agent may read them."""

from accompagnement.lecture.reserve import Reserve, montrer
from accompagnement.permissions import Acte


def lire_corrections(corrections, agent, reserve=None):
    """`corrections`, each with its reason for who may know it: whoever follows the person,
    coordination, and whoever confirms, who must know what for."""
    reserve = reserve or Reserve.de_plusieurs(agent)
    confirme = agent is not None and Acte.CONFIRMER_CORRECTION.permet(agent)
    lues = list(corrections)
    for correction in lues:
        motif = correction.motif
        montrer(correction, "motif", motif if confirme else reserve.texte(motif))
    return lues
