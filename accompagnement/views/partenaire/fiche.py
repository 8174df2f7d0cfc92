"""What is read of a person, in the words of the screen."""

from accompagnement.enums import Axe, Categorie, Resultat, Statut, TypePiece

CODES = {
    "statut": Statut,
    "categorie_sortie": Categorie,
    "axe": Axe,
    "resultat": Resultat,
    "type": TypePiece,
}


def en_mots(dit):
    """The facts that `lecture` gives, each code by its label."""
    if isinstance(dit, list):
        return [en_mots(un) for un in dit]
    if not isinstance(dit, dict):
        return dit
    return {
        nom: CODES[nom](valeur).label if nom in CODES and valeur else en_mots(valeur)
        for nom, valeur in dit.items()
    }
