"""Words to invent people with. Nobody here exists: names and first names are drawn apart from
short mixed lists, telephone numbers from the ranges that the French regulator keeps for
fiction, and mail addresses from a domain reserved for examples."""

from pathlib import Path


def _mots(fichier):
    return (Path(__file__).parent / "mots" / fichier).read_text(encoding="utf-8").split()


PRENOMS_FEMININS = _mots("prenoms_feminins.txt")
PRENOMS_MASCULINS = _mots("prenoms_masculins.txt")
NOMS = _mots("noms.txt")

VOIES = [
    "rue des Glycines",
    "rue des Tilleuls",
    "rue du Moulin",
    "rue de la Fosse",
    "rue du Terril",
    "cité des Coquelicots",
    "rue des Mésanges",
    "rue du Canal",
    "allée des Peupliers",
    "rue de la Briqueterie",
    "rue du Vieux Lavoir",
    "résidence des Érables",
    "impasse des Jardins",
    "rue des Hauts Champs",
    "chemin de la Scarpe",
    "rue de l'Escaut",
    "rue du Coron",
    "place du Marais",
]

TELEPHONES_DE_FICTION = ("06 39 98", "03 53 01")
DOMAINE = "example.org"
