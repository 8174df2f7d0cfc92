"""Acts on accounts, and the scope helpers every app above shares."""

from enum import auto

from plie.comptes.droits import Droits, pour
from plie.comptes.enums import ROLES_DE_LA_MAISON, Role


class Acte(Droits):
    ADMINISTRER = auto()
    # Which of the work asked of the workers did not end well.
    SURVEILLER = auto()
    VISITER = auto()


MATRICE = {
    Acte.ADMINISTRER: pour(Role.ADMINISTRATION),
    Acte.SURVEILLER: pour(Role.ADMINISTRATION, Role.COORDINATION),
    Acte.VISITER: pour(*ROLES_DE_LA_MAISON),
}
Acte.regir(MATRICE)


def a_un_role(agent, *roles):
    return agent.is_active and agent.role in roles
