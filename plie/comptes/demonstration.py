"""The invented accounts of the demonstration; production refuses to start with any of them."""

from plie.comptes.enums import Role

DOMAINE = "@demo.example"
MOT_DE_PASSE = "demonstration-2026"
COMPTES = {
    f"referent{DOMAINE}": Role.REFERENT,
    f"coordination{DOMAINE}": Role.COORDINATION,
    f"direction{DOMAINE}": Role.DIRECTION,
    f"fse{DOMAINE}": Role.GESTIONNAIRE_FSE,
    f"facilitateur{DOMAINE}": Role.FACILITATEUR,
    f"administration{DOMAINE}": Role.ADMINISTRATION,
}
# They sign in by a code, without a password.
COMPTES_PAR_CODE = {f"conseiller{DOMAINE}": Role.CONSEILLER}
