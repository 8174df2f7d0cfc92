"""Which tests are near a module, by names alone: quick, and blind to who calls whom from afar."""

import ast
import re
from functools import cache
from pathlib import Path

from tests.mutants.tirage import RACINE

FICHIERS_MAX = 6


class Voisinage:
    def tests_de(self, mutant):
        """The module's own test file, then those that say most of its names, they or the module
        they are the tests of."""
        return _fichiers(mutant.module)

    def a_l_import(self, mutant):
        """Nothing says that it does not."""
        return True


@cache
def _fichiers(module):
    miroir = RACINE / "tests" / Path(module).with_name(f"test_{Path(module).name}")
    noms = re.compile(rf"\b({'|'.join(_noms(RACINE / module))})\b")
    rangs = {}
    for fichier in sorted((RACINE / "tests" / Path(module).parts[0]).rglob("test_*.py")):
        points = len(set(noms.findall(_texte(fichier)))) + (fichier.parent == miroir.parent)
        if points:
            rangs[str(fichier.relative_to(RACINE))] = (fichier != miroir, -points)
    return sorted(rangs, key=rangs.get)[:FICHIERS_MAX]


def _texte(fichier):
    """A test file, followed by the module it is named after."""
    module = RACINE / fichier.relative_to(RACINE / "tests").with_name(fichier.name[5:])
    return fichier.read_text() + (module.read_text() if module.exists() else "")


def _noms(fichier):
    corps = ast.parse(fichier.read_text()).body
    return {fichier.stem} | {
        noeud.name for noeud in corps if isinstance(noeud, (ast.FunctionDef, ast.ClassDef))
    }
