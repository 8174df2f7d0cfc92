"""One worker: its own copy of the repository, its own database, one bug after the other."""

import importlib.util
import os
import re
import shutil
import signal
import subprocess
from contextlib import suppress
from pathlib import Path

from tests.mutants.base import PYTEST
from tests.mutants.fourche import SANS_FIN, Ailleurs, Fourche
from tests.mutants.tirage import RACINE

SECONDES_MAX = 240
# The database is ready: it is neither made nor migrated.
COMMANDE = [*PYTEST, "--reuse-db", "--no-migrations"]
DECISIF = re.compile(r"^(?:FAILED|ERROR) (tests/.+?)(?: - .*)?$", re.MULTILINE)


class Epreuve:
    def __init__(self, numero, dossier, bases):
        self.copie = dossier / f"copie-{numero}"
        _copier_le_depot(self.copie)
        self.bases, self.base = bases, f"mutants_{numero}"
        self.environnement = os.environ | {
            "DATABASE_URL": bases.copier(self.base),
            "PLIE_DONNEES": str(dossier / f"donnees-{numero}"),
        }
        self.fourche = Fourche(self.copie, self.environnement)
        self.sortie = ""

    def eprouver(self, mutant, tests, *, a_l_import):
        """What becomes of the bug, and the test that says so; `a_l_import`: its line runs before
        any test."""
        fichier = Path(self.copie, mutant.module)
        sain = fichier.read_text()
        change = mutant.appliquer(sain)
        if change is None:
            return "sans effet", None
        if not a_l_import:
            with suppress(Ailleurs):
                return self._fourcher(tests, mutant.module, change)
        _ecrire(fichier, change)
        try:
            issue = self._lancer(tests)
        finally:
            _ecrire(fichier, sain)
        nommes = DECISIF.findall(self.sortie) if issue == "tué" else []
        return issue, (nommes or tests)[0]

    def arreter(self):
        self.fourche.arreter()

    def temoin(self, tests):
        """Whether the tests pass on the code unharmed; if not, those that follow have a new
        database."""
        if not tests or self._fourcher(tests)[0] == "survivant":
            return True
        self.bases.copier(self.base)
        return False

    def _fourcher(self, tests, module="", change=""):
        par = self.fourche.essayer(tests, SECONDES_MAX, module, change)
        if par == SANS_FIN:
            self.bases.copier(self.base)
            return SANS_FIN, tests[0]
        return ("tué", par) if par else ("survivant", None)

    def _lancer(self, tests):
        processus = subprocess.Popen(
            [*COMMANDE, *tests],
            cwd=self.copie,
            env=self.environnement,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            text=True,
        )
        try:
            self.sortie, _ = processus.communicate(timeout=SECONDES_MAX)
        except subprocess.TimeoutExpired:
            os.killpg(processus.pid, signal.SIGKILL)
            processus.communicate()
            self.bases.copier(self.base)
            return "sans fin"
        return "survivant" if processus.returncode == 0 else "tué"


def _copier_le_depot(copie):
    """The files of the repository, and nothing else of the folder."""
    shutil.rmtree(copie, ignore_errors=True)
    commande = ["git", "ls-files", "-z"]
    suivis = subprocess.run(commande, cwd=RACINE, capture_output=True, check=True, text=True)
    for fichier in filter(None, suivis.stdout.split("\0")):
        (copie / fichier).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(RACINE / fichier, copie / fichier)


def _ecrire(fichier, code):
    """Python tells a new source by its second and its size: two bugs may have both."""
    Path(importlib.util.cache_from_source(fichier)).unlink(missing_ok=True)
    fichier.write_text(code)
