"""Real PostgreSQL and Valkey servers from Python wheels, for whoever has no server at hand.

They live in the data folder (`.plie/`, or `PLIE_DONNEES`), listen on Unix sockets only and outlive
the command that started them. Each is left alone when `DATABASE_URL` or `REDIS_URL` names another.
"""

import contextlib
import os
import shutil
import time
from types import ModuleType

from plie.embarque import postgresql, valkey
from plie.embarque.dossiers import (
    RACINE,
    cle_secrete,
    dossier_court,
    dossier_donnees,
    fin_du_journal,
    preparer_donnees,
    verrou,
    vivant,
)
from plie.embarque.erreurs import EmbarqueErreur, expliquer, phrases_claires
from plie.embarque.roues import exiger_les_roues

__all__ = [
    "RACINE",
    "EmbarqueErreur",
    "adresses",
    "arreter",
    "cle_secrete",
    "demarrer",
    "dossier_donnees",
    "est_utilise",
    "exiger_les_roues",
]

SERVEURS = {"DATABASE_URL": postgresql, "REDIS_URL": valkey}
# Replaying the log after a crash may be long; a living server is given that long to answer.
PATIENCE = 300
# A killed server leaves children that need a moment to notice.
PATIENCE_ORPHELINS = 15


def adresses() -> tuple[str, str]:
    """The database and Redis URLs of the embedded servers, whether they run or not."""
    return postgresql.adresse(), valkey.adresse()


def est_utilise() -> bool:
    """True when at least one of the two servers is ours to run."""
    return bool(_a_nous())


def demarrer(*, durable: bool = True) -> None:
    """Find or start the servers that the environment does not name; return once they answer."""
    serveurs = _a_nous()
    if not serveurs:
        return
    with phrases_claires(dossier_donnees()), verrou():
        preparer_donnees(neuf=not postgresql.dossier().is_dir())
        for serveur in serveurs:
            _demarrer_serveur(serveur, durable)


def arreter() -> None:
    """Stop the servers of this data folder, if any run."""
    if not dossier_donnees().is_dir():
        return
    with phrases_claires(dossier_donnees()), verrou():
        for serveur in (valkey, postgresql):
            _arreter_serveur(serveur)
        if not any(vivant(serveur.fichier_pid()) for serveur in SERVEURS.values()):
            shutil.rmtree(dossier_court(), ignore_errors=True)


def _a_nous() -> list[ModuleType]:
    """A server is named by its variable, or by a file that holds what it would say."""
    nommes = {nom.removesuffix("_FILE") for nom, valeur in os.environ.items() if valeur}
    return [serveur for variable, serveur in SERVEURS.items() if variable not in nommes]


def _demarrer_serveur(serveur: ModuleType, durable: bool) -> None:
    debut = time.monotonic()
    processus = None
    while not serveur.est_pret():
        if processus and processus.poll() is not None:
            texte = fin_du_journal(serveur.NOM)
            if serveur.ORPHELINS not in texte or time.monotonic() > debut + PATIENCE_ORPHELINS:
                raise EmbarqueErreur(expliquer(serveur.NOM, texte, dossier_donnees()))
            processus = None
        if processus is None and vivant(serveur.fichier_pid()) is None:
            processus = serveur.lancer(durable)
        if time.monotonic() > debut + PATIENCE:
            raise EmbarqueErreur(f"{serveur.NOM} ne répond pas après {PATIENCE // 60} minutes.")
        time.sleep(0.05)
    serveur.finir_demarrage()


def _arreter_serveur(serveur: ModuleType) -> None:
    for signal in serveur.SIGNAUX:
        pid = vivant(serveur.fichier_pid())
        if pid is None:
            return
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal)
        echeance = time.monotonic() + 30
        while vivant(serveur.fichier_pid()) is not None and time.monotonic() < echeance:
            time.sleep(0.02)
