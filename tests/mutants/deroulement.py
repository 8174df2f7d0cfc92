"""The bugs shared out between workers, and what came of each, written as it comes."""

import difflib
import json
import os
import sys
import threading
from contextlib import suppress
from queue import Empty, Queue

from tests.mutants.base import Bases
from tests.mutants.epreuve import Epreuve
from tests.mutants.tirage import RACINE, Mutant

# After so many bugs, the tests that noticed them are run on the code unharmed: a database left
# dirty, or a test that no longer exists, would have every bug look noticed.
LOT = 15
ESSAIS = 2


class Carnet:
    """{mutant: what came of it}, on disk."""

    def __init__(self, fichier):
        self.fichier, self.verrou, self.issues = fichier, threading.Lock(), {}
        for ligne in fichier.read_text().splitlines() if fichier.exists() else ():
            *mutant, issue = json.loads(ligne)
            self.issues[Mutant(*mutant)] = issue

    def noter(self, issues):
        with self.verrou, self.fichier.open("a") as flux:
            self.issues |= issues
            for mutant, issue in issues.items():
                flux.write(json.dumps([*mutant, issue]) + "\n")

    def reste(self, mutants):
        finies = {mutant for mutant, issue in self.issues.items() if issue != "survivant"}
        return [mutant for mutant in mutants if mutant not in finies]


def derouler(mutants, guide, dossier, serveurs, ouvriers):
    postgresql, valkey = serveurs
    os.environ |= {"REDIS_URL": valkey, "SECRET_KEY": "mutants" * 10}
    bases = Bases(postgresql, dossier)
    carnet, file = Carnet(dossier / "issues.jsonl"), Queue()
    for mutant in carnet.reste(mutants):
        file.put((mutant, guide.tests_de(mutant), guide.a_l_import(mutant)))
    fils = []
    for numero in range(ouvriers):
        arguments = (file, Epreuve(numero, dossier, bases), carnet)
        fils.append(threading.Thread(target=_vider, args=arguments))
        fils[-1].start()
    for fil in fils:
        fil.join()
    return {mutant: carnet.issues[mutant] for mutant in mutants if mutant in carnet.issues}


def _vider(file, epreuve, carnet):
    while lot := _lot(file):
        for _ in range(ESSAIS):
            epreuves = {
                mutant: epreuve.eprouver(mutant, tests, a_l_import=a_l_import)
                for mutant, tests, a_l_import in lot
            }
            vus = {test: None for issue, test in epreuves.values() if issue == "tué"}
            if epreuve.temoin(list(vus)):
                carnet.noter({mutant: issue for mutant, (issue, _) in epreuves.items()})
                _montrer(m for m, (issue, _) in epreuves.items() if issue == "survivant")
                break
        else:
            sys.stderr.write(epreuve.sortie[-3000:])
    epreuve.arreter()


def _lot(file):
    lot = []
    with suppress(Empty):
        while len(lot) < LOT:
            lot.append(file.get_nowait())
    return lot


def _montrer(mutants):
    for mutant in mutants:
        code = (RACINE / mutant.module).read_text()
        change = mutant.appliquer(code)
        ecarts = difflib.unified_diff(code.splitlines(), change.splitlines(), n=1, lineterm="")
        corps = "\n".join(list(ecarts)[3:])
        print(f"\n{mutant.module}:{mutant.ligne}\n{corps}", flush=True)  # noqa: T201 - a command
