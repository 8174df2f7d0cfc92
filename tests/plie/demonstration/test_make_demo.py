"""`make demo` up to « Prêt », then `make stop`, from a folder as people name theirs."""

import hashlib
import os
import shutil
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from plie.embarque import RACINE
from tests.attente import attendre_que

PATIENCE = 360
# What this run of the tests says of itself: a demonstration starts without any of it.
A_NOUS = ("PLIE_", "DJANGO_", "PYTEST_", "DATABASE_", "REDIS_", "EMAIL_", "SECRET_KEY", "MAKE")
ABSENTS = shutil.ignore_patterns(".*", "__pycache__", "statiques")


@pytest.fixture
def copie(tmp_path):
    """The sources in a folder with a space and an accent, and nothing left to install."""
    dossier = tmp_path / "Mes projets" / "plie à l'essai"
    shutil.copytree(RACINE, dossier, ignore=ABSENTS)
    venv = dossier / ".venv"
    venv.mkdir()
    for nom in ("bin", "lib", "pyvenv.cfg"):
        (venv / nom).symlink_to(Path(sys.prefix) / nom)
    installe = hashlib.sha256((dossier / "requirements" / "dev.txt").read_bytes()).hexdigest()
    (venv / "installe").write_text(f"{installe}  -\n")
    yield dossier
    arreter(dossier)


def environnement():
    return {nom: valeur for nom, valeur in os.environ.items() if not nom.startswith(A_NOUS)}


def arreter(dossier):
    return subprocess.run(
        ["/usr/bin/make", "stop"], cwd=dossier, env=environnement(),
        capture_output=True, text=True, timeout=60, check=True,
    )  # fmt: skip


def port_libre():
    with socket.socket() as prise:
        prise.bind(("127.0.0.1", 0))
        return prise.getsockname()[1]


def processus_de(dossier):
    """Command lines of the processes that work in that folder, or were given a path of it."""
    trouves = {}
    for processus in Path("/proc").glob("[0-9]*"):
        try:
            commande = (processus / "cmdline").read_bytes().decode(errors="replace")
            lieu = os.readlink(processus / "cwd")
        except (FileNotFoundError, ProcessLookupError, PermissionError):
            continue
        if str(dossier) in commande or lieu.startswith(str(dossier)):
            trouves[processus.name] = commande.replace("\0", " ")
    return trouves


@pytest.mark.long
def test_make_demo_is_ready_and_make_stop_leaves_nothing(copie, tmp_path):
    port, dit = port_libre(), tmp_path / "make.log"
    with dit.open("wb") as sortie:
        demonstration = subprocess.Popen(
            ["/usr/bin/make", "demo", f"PORT={port}"], cwd=copie, env=environnement(),
            stdout=sortie, stderr=subprocess.STDOUT, start_new_session=True,
        )  # fmt: skip
    pret = f"Prêt : http://localhost:{port}"
    attendre_que(
        lambda: pret in dit.read_text() or demonstration.poll() is not None, pret, patience=PATIENCE
    )
    assert pret in dit.read_text()
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=30) as accueil:
        assert accueil.status == 200
        assert "direction@demo.example" in accueil.read().decode()
    assert processus_de(copie)

    assert arreter(copie).stdout.endswith("Arrêté.\n")
    assert demonstration.wait(timeout=120) == 0, dit.read_text()
    assert processus_de(copie) == {}
