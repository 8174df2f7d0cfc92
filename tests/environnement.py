"""A pytest plugin, loaded before the settings: servers and folders that only the tests use.

Each run has a data folder to itself, so that two runs at once, or a demonstration, never meet.
"""

import fcntl
import itertools
import os
import shutil
import uuid
from pathlib import Path

import pytest

from plie import embarque

EST_OUVRIER = "PYTEST_XDIST_WORKER" in os.environ
# Held open for the whole run: the lock is the reservation of the folder.
_reservations: list[int] = []


def _reserver_dossier() -> Path:
    if donnees := os.environ.get("PLIE_DONNEES"):
        return Path(donnees)
    racine = embarque.RACINE / ".plie"
    for numero in itertools.count(1):
        dossier = racine / ("tests" if numero == 1 else f"tests-{numero}")
        dossier.mkdir(mode=0o700, parents=True, exist_ok=True)
        descripteur = os.open(dossier / "reservation", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(descripteur, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(descripteur)
            continue
        _reservations.append(descripteur)
        return dossier
    raise AssertionError("unreachable")


def _dossier_vide(dossier: Path) -> str:
    shutil.rmtree(dossier, ignore_errors=True)
    dossier.mkdir(mode=0o700, parents=True)
    return str(dossier)


def _preparer_environnement() -> None:
    ouvrier = os.environ.get("PYTEST_XDIST_WORKER", "seul")
    if not EST_OUVRIER:
        os.environ["PLIE_DONNEES"] = str(_reserver_dossier())
    donnees = embarque.dossier_donnees()
    os.environ |= {
        "PLIE_FICHIERS": _dossier_vide(donnees / f"fichiers-{ouvrier}"),
        "PLIE_STATIQUES": _dossier_vide(donnees / f"statiques-{ouvrier}"),
        "PLIE_PREFIXE": f"essais-{uuid.uuid4().hex}:",
        "PLIE_EMPREINTES": "false",
        "PLIE_HTTPS": "false",
        # A worker refuses to start as in production without a mail server.
        "EMAIL_URL": "dummymail://",
        # Playwright keeps an event loop in the thread where tests use the ORM.
        "DJANGO_ALLOW_ASYNC_UNSAFE": "true",
    }


_preparer_environnement()


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests():
    if not EST_OUVRIER:
        embarque.demarrer(durable=False)


@pytest.hookimpl(trylast=True)
def pytest_unconfigure():
    if not EST_OUVRIER:
        embarque.arreter()
