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
COMMANDE = [sys.executable, "-m", "pytest", "-q", "-n", "2", "--dist", "worksteal"]
COMMANDE += ["-m", "not navigateur and not worker", "--cov-context=test", "--cov-report="]
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

    def tests_de(self, mutant):
        """The tests that pass through the line, the nearest first; of a line that runs on import,
        those that pass through its module."""
        passages = self._passages(mutant.module)
        tests = passages.get(mutant.ligne) or set().union(*passages.values())
        voisins = Voisinage().tests_de(mutant)

        def distance(test):
            fichier = test.split("::")[0]
            rang = voisins.index(fichier) if fichier in voisins else len(voisins)
            return rang, Path(fichier).parts[1] != Path(mutant.module).parts[0], test

        return sorted(tests, key=distance)[:TESTS_MAX]

    def _passages(self, module):
        """{line: the tests that pass there}."""
        contextes = self.donnees.contexts_by_lineno(str(RACINE / module))
        return {
            ligne: {nom.split("|")[0] for nom in noms if nom} for ligne, noms in contextes.items()
        }
