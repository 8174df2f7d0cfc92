"""Who manages the applications of partners: one matrix."""

from enum import auto

from plie.comptes.droits import Droits, pour
from plie.comptes.enums import Role


class Acte(Droits):
    GERER_APPLICATIONS = auto()


MATRICE = {
    Acte.GERER_APPLICATIONS: pour(Role.ADMINISTRATION),
}
Acte.regir(MATRICE)
