"""Who may do what with offers and employers: one matrix.

Offers and employers hold nobody accompanied: whoever follows people or defends figures reads
them all, and the question is only of acts.
"""

from enum import auto

from plie.comptes.droits import Droits, pour
from plie.comptes.enums import Role

LECTEURS = (
    Role.REFERENT,
    Role.COORDINATION,
    Role.DIRECTION,
    Role.GESTIONNAIRE_FSE,
    Role.FACILITATEUR,
)
REDACTEURS = (Role.REFERENT, Role.COORDINATION, Role.FACILITATEUR)


class Acte(Droits):
    VOIR_OFFRES = auto()
    GUETTER_OFFRES = auto()
    SAISIR_OFFRE = auto()
    MODIFIER_OFFRE = auto()
    DEPOSER_OFFRE = auto()
    REPRENDRE_SON_OFFRE = auto()
    VOIR_EMPLOYEURS = auto()
    ECRIRE_EMPLOYEUR = auto()
    VOIR_TERRITOIRE = auto()
    REGLER_TERRITOIRE = auto()
    VOIR_SYNCHRONISATIONS = auto()
    SYNCHRONISER = auto()


def _si_ecrite_ici(_agent, offre):
    """Our own offers and our partners' are written by staff; France Travail's by nobody here."""
    return not offre.est_importee


def _si_deposee_par_les_siens(agent, offre):
    return offre.partenaire_id is not None and offre.partenaire_id == agent.structure_id


MATRICE = {
    Acte.VOIR_OFFRES: pour(*LECTEURS),
    # Every morning, at home: whoever has a portfolio reads first the offers of each person.
    Acte.GUETTER_OFFRES: pour(Role.FACILITATEUR),
    Acte.SAISIR_OFFRE: pour(*REDACTEURS),
    Acte.MODIFIER_OFFRE: pour(*REDACTEURS, si=_si_ecrite_ici),
    Acte.DEPOSER_OFFRE: pour(Role.PARTENAIRE),
    Acte.REPRENDRE_SON_OFFRE: pour(Role.PARTENAIRE, si=_si_deposee_par_les_siens),
    Acte.VOIR_EMPLOYEURS: pour(*LECTEURS),
    Acte.ECRIRE_EMPLOYEUR: pour(*REDACTEURS),
    Acte.VOIR_TERRITOIRE: pour(*LECTEURS),
    Acte.REGLER_TERRITOIRE: pour(Role.COORDINATION, Role.DIRECTION),
    Acte.VOIR_SYNCHRONISATIONS: pour(Role.COORDINATION, Role.DIRECTION, Role.ADMINISTRATION),
    Acte.SYNCHRONISER: pour(Role.COORDINATION, Role.ADMINISTRATION),
}
Acte.regir(MATRICE)
