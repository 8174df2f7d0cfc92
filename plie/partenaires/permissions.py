"""Who manages the applications and the accounts of partners: one matrix."""

from enum import auto

from plie.comptes.droits import Droits, pour
from plie.comptes.enums import Role


class Acte(Droits):
    GERER_APPLICATIONS = auto()
    GERER_CONSEILLERS = auto()


MATRICE = {
    Acte.GERER_APPLICATIONS: pour(Role.ADMINISTRATION),
    Acte.GERER_CONSEILLERS: pour(Role.COORDINATION, Role.ADMINISTRATION),
}
Acte.regir(MATRICE)
