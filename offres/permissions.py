"""Who may do what with offers and employers: one table.

Offers and employers hold nobody accompanied: whoever follows people or defends figures reads
them all, and the question is only of acts.
"""

from plie.comptes.enums import Role
from plie.comptes.permissions import a_un_role

LECTEURS = (
    Role.REFERENT,
    Role.COORDINATION,
    Role.DIRECTION,
    Role.GESTIONNAIRE_FSE,
    Role.FACILITATEUR,
)
REDACTEURS = (Role.REFERENT, Role.COORDINATION, Role.FACILITATEUR)
ACTES = {
    "voir_offres": LECTEURS,
    "saisir_offre": REDACTEURS,
    "voir_employeurs": LECTEURS,
    "ecrire_employeur": REDACTEURS,
    "voir_territoire": LECTEURS,
    "regler_territoire": (Role.COORDINATION, Role.DIRECTION),
    "voir_synchronisations": (Role.COORDINATION, Role.DIRECTION, Role.ADMINISTRATION),
    "synchroniser": (Role.COORDINATION, Role.ADMINISTRATION),
}


def peut(agent, acte):
    """Whether the role of `agent` allows `acte`, one of the keys of ACTES."""
    return a_un_role(agent, *ACTES[acte])


def peut_modifier_offre(agent, offre):
    """Our own offers and our partners' are written by staff; France Travail's by nobody here."""
    return not offre.est_importee and peut(agent, "saisir_offre")
