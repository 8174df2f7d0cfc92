"""A figure as a report writes it."""

from conventions.indicateurs.ecriture import INSECABLE, avec_unite, est_trop_faible
from conventions.rapports.masque import MASQUE

# Beside a rate taken over too few; the note under the table says so.
RESERVE = f"{INSECABLE}*"


def valeur_de(indicateur, nom):
    return ecrire(indicateur["valeurs"][nom], indicateur["unite"])


def ecrire(mesure, unite):
    """The figure, marked when it is a rate taken over too few."""
    if mesure.get("est_masque"):
        return MASQUE
    est_faible = est_trop_faible(unite, mesure["denominateur"])
    return avec_unite(mesure["valeur"], unite) + (RESERVE if est_faible else "")
