"""pytest with everything collected once, then a fork for each bug: the functions already loaded are
given the code that has it. Loaded as a plugin by the process that `Fourche` starts."""

import gc
import inspect
import json
import os
import select
import signal
import socket
import subprocess
from pathlib import Path
from types import CodeType, FunctionType

from tests.mutants.base import PYTEST, TEST

PRISE = "MUTANTS_PRISE"
# At the top of the tests: what it shares with another is shared by all.
EN_HAUT = "tests/test_structure.py"
# Seconds.
COLLECTE_MAX = 300
SANS_FIN = "sans fin"
AILLEURS = {"ailleurs": True}


class Fourche:
    def __init__(self, copie, environnement):
        self.commande = [*PYTEST, "-p", "tests.mutants.fourche", "--reuse-db", "--no-migrations"]
        self.copie, self.environnement = copie, environnement
        self.processus = None

    def essayer(self, tests, secondes, module="", change=""):
        """The test that notices, « sans fin », or None; raises Ailleurs when the bug is elsewhere
        than in functions."""
        if self.processus is None:
            self._lancer()
        demande = {"module": module, "change": change, "tests": tests, "secondes": secondes}
        self.flux.write(json.dumps(demande) + "\n")
        self.flux.flush()
        ligne = self.flux.readline()
        if not ligne:
            # The bug took with it the process that it was forked from.
            self.arreter()
            raise Ailleurs
        reponse = json.loads(ligne)
        if reponse == AILLEURS:
            raise Ailleurs
        return reponse["par"]

    def arreter(self):
        if self.processus is not None:
            self.processus.kill()
            self.processus.wait()
            self.prise.close()
        self.processus = None

    def _lancer(self):
        self.prise, autre = socket.socketpair()
        self.prise.settimeout(COLLECTE_MAX)
        with autre:
            self.processus = subprocess.Popen(
                self.commande,
                cwd=self.copie,
                env=self.environnement | {PRISE: str(autre.fileno())},
                pass_fds=[autre.fileno()],
                stdout=subprocess.DEVNULL,
            )
        self.flux = self.prise.makefile("rw")
        assert self.flux.readline() == "prête\n"
        self.prise.settimeout(None)


class Ailleurs(Exception):
    """The bug is in what runs on import: a new process is needed."""


# In the process of pytest


def pytest_runtestloop(session):
    if PRISE not in os.environ:
        return None
    _preparer_la_base(session)
    with socket.socket(fileno=int(os.environ[PRISE])) as prise, prise.makefile("rw") as flux:
        flux.write("prête\n")
        flux.flush()
        for ligne in flux:
            flux.write(json.dumps(_fourcher(session, **json.loads(ligne))) + "\n")
            flux.flush()
    return True


def _preparer_la_base(session):
    """What lasts a session is there before the first fork, and no connection with it."""
    premier = next(item for item in session.items if item.nodeid.startswith(TEST))
    suivant = next(item for item in session.items if item.nodeid.startswith(EN_HAUT))
    session.config.hook.pytest_runtest_protocol(item=premier, nextitem=suivant)
    # Imported here: `Fourche` is used where Django is not there.
    from django.db import connections  # noqa: PLC0415

    connections.close_all()
    gc.collect()


def _fourcher(session, module, change, tests, secondes):
    try:
        remplacees = _remplacees(Path.cwd() / module, change) if change else []
    except Ailleurs:
        return AILLEURS
    lecture, ecriture = os.pipe()
    enfant = os.fork()
    if not enfant:
        os.setsid()
        for fonction, code in remplacees:
            fonction.__code__ = code
        os.write(ecriture, json.dumps({"par": _premier_rouge(session, tests)}).encode())
        os._exit(0)
    os.close(ecriture)
    with open(lecture, "rb") as tube:
        a_temps, _, _ = select.select([tube], [], [], secondes)
        # Killed by the bug itself, it says nothing.
        dit = tube.read() if a_temps else b""
    # What it started goes with it.
    os.killpg(enfant, signal.SIGKILL)
    os.waitpid(enfant, 0)
    return json.loads(dit or json.dumps({"par": SANS_FIN}))


def _premier_rouge(session, tests):
    choisis, rouges = _items(session, tests), []

    class Ecoute:
        def pytest_runtest_logreport(self, report):
            if report.failed:
                rouges.append(report.nodeid)

    session.config.pluginmanager.register(Ecoute())
    for item, suivant in zip(choisis, [*choisis[1:], *choisis[-1:]], strict=True):
        session.config.hook.pytest_runtest_protocol(item=item, nextitem=suivant)
        if rouges:
            return rouges[0]
    return None


def _items(session, tests):
    """In the order asked for; a file is all its tests."""
    par_nom = {item.nodeid: item for item in session.items}
    trouves = {}
    for test in tests:
        du_fichier = [] if "::" in test else [n for n in par_nom if n.startswith(f"{test}::")]
        for nom in du_fichier or [test]:
            if nom in par_nom:
                trouves[nom] = par_nom[nom]
    return list(trouves.values())


def _remplacees(fichier, change):
    """[(function, its new code)]."""
    codes = [
        compile(source, str(fichier), "exec", dont_inherit=True)
        for source in (fichier.read_text(), change)
    ]
    couples = list(_changees(*codes))
    fonctions = [un for un in gc.get_objects() if type(un) is FunctionType]
    trouvees = [
        (fonction, apres)
        for fonction in fonctions
        if fonction.__code__.co_filename == str(fichier)
        for avant, apres in couples
        if fonction.__code__ == avant and avant.co_freevars == apres.co_freevars
    ]
    if not trouvees:
        raise Ailleurs
    return trouvees


def _changees(avant, apres):
    """(code before, code after) of the functions that differ; raises Ailleurs when more does."""
    est_fonction = avant.co_flags & inspect.CO_OPTIMIZED
    if est_fonction and avant != apres:
        yield avant, apres
    if not est_fonction and _corps(avant) != _corps(apres):
        raise Ailleurs
    couples = [[un for un in code.co_consts if isinstance(un, CodeType)] for code in (avant, apres)]
    if len(couples[0]) != len(couples[1]):
        if est_fonction:
            return
        raise Ailleurs
    for un, autre in zip(*couples, strict=True):
        yield from _changees(un, autre)


def _corps(code):
    constantes = [(type(un), un) for un in code.co_consts if not isinstance(un, CodeType)]
    return code.co_code, constantes, code.co_names
