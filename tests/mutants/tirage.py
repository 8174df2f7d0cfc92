"""Which bugs are tried: all the places of the packages that rules live in, or some drawn of them.

What only draws is left out: no rule is lost when a curve goes a point further.
"""

import hashlib
import random
from pathlib import Path
from typing import NamedTuple

from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.mutating import mutate_code

from tests.mutants.operateurs import OPERATEURS

RACINE = Path(__file__).resolve().parents[2]
PAQUETS = (
    "accompagnement/permissions.py",
    "accompagnement/portefeuille.py",
    "accompagnement/lecture",
    "accompagnement/actions",
    "accompagnement/sorties",
    "conventions/permissions.py",
    "conventions/indicateurs",
    "offres/permissions.py",
    "offres/france_travail",
)
DESSINS = {"conventions/indicateurs/courbes.py"}


class Mutant(NamedTuple):
    module: str
    ligne: int
    operateur: str
    rang: int

    def appliquer(self, code):
        """The code with the bug in it; None when nothing changes."""
        change = mutate_code(code, OPERATEURS[self.operateur](), self.rang)
        return None if change == code else change


def modules(paquets=PAQUETS):
    for paquet in paquets:
        chemin = RACINE / paquet
        fichiers = [chemin] if chemin.is_file() else sorted(chemin.rglob("*.py"))
        noms = (str(fichier.relative_to(RACINE)) for fichier in fichiers)
        yield from (nom for nom in noms if nom not in DESSINS)


def empreinte():
    """Of the code under test: what was noticed in another says nothing of this one."""
    codes = b"".join((RACINE / module).read_bytes() for module in modules())
    return hashlib.sha256(codes).hexdigest()[:12]


def mutants_de(module):
    """One bug by place and kind: of the six other comparisons that could stand there, one."""
    arbre = get_ast((RACINE / module).read_text())
    noeuds = list(ast_nodes(arbre))
    par_place = {}
    for nom, operateur in OPERATEURS.items():
        places = (place for noeud in noeuds for place in operateur().mutation_positions(noeud))
        for rang, (debut, _) in enumerate(places):
            genre = nom.split("_")[0]
            par_place.setdefault((debut, genre), []).append(Mutant(module, debut[0], nom, rang))
    hasard = random.Random(module)  # noqa: S311 - a draw that must be the same tomorrow
    return [hasard.choice(possibles) for _, possibles in sorted(par_place.items())]


def tirer(nombre, graine, paquets=PAQUETS):
    """All the mutants, or `nombre` of them, the same ones for the same `graine`."""
    tous = [mutant for module in modules(paquets) for mutant in mutants_de(module)]
    if nombre is None or nombre >= len(tous):
        return tous, len(tous)
    return random.Random(graine).sample(tous, nombre), len(tous)  # noqa: S311
