"""Which tests pass through a line: the suite run once with its context recorded."""

import os
import subprocess
import sys
from functools import cache
from pathlib import Path

from coverage import CoverageData

from tests.mutants.tirage import RACINE
from tests.mutants.voisinage import Voisinage

# A bug nobody notices runs them all: the nearest first, and no more than this.
TESTS_MAX = 120
# What reads the code judges lines that no test runs through.
LECTURES = ["tests/plie/journal/test_acte.py", "tests/test_statut.py", "tests/test_structure.py"]
COMMANDE = [sys.executable, "-m", "pytest", "-q", "-n", "2", "--dist", "worksteal"]
# Those that last minutes pass nearly everywhere: they would be the slowest way to notice.
COMMANDE += ["-m", "not navigateur and not worker and not long"]
COMMANDE += ["--cov-context=test", "--cov-report="]
COMMANDE += [f"--cov={paquet}" for paquet in ("accompagnement", "conventions", "offres")]


class Couverture:
    def __init__(self, fichier):
        if not fichier.exists():
            en_cours = fichier.with_suffix(".en-cours")
            environnement = os.environ | {"COVERAGE_FILE": str(en_cours)}
            subprocess.run(COMMANDE, cwd=RACINE, env=environnement, check=True)
            en_cours.rename(fichier)
        self.donnees = CoverageData(basename=str(fichier))
        self.donnees.read()
        self._passages = cache(self._passages)
        self._contextes = cache(self._contextes)

    def tests_de(self, mutant):
        """The tests that pass through the line, the nearest first; of a line that runs on import,
        those that pass through its module; then those that read it."""
        passages = self._passages(mutant.module)
        tests = passages.get(mutant.ligne) or set().union(*passages.values())
        voisins = Voisinage().tests_de(mutant)

        def distance(test):
            fichier = test.split("::")[0]
            rang = voisins.index(fichier) if fichier in voisins else len(voisins)
            return rang, Path(fichier).parts[1] != Path(mutant.module).parts[0], test

        return [*sorted(tests, key=distance)[:TESTS_MAX], *LECTURES]

    def a_l_import(self, mutant):
        """Whether the line runs before any test."""
        return "" in self._contextes(mutant.module).get(mutant.ligne, [""])

    def _passages(self, module):
        """{line: the tests that pass there}."""
        return {
            ligne: {nom.split("|")[0] for nom in noms if nom}
            for ligne, noms in self._contextes(module).items()
        }

    def _contextes(self, module):
        return self.donnees.contexts_by_lineno(str(RACINE / module))
