"""What may be asked of a worker: each app declares its own in its module `tasks`."""

from collections.abc import Callable
from smtplib import SMTPConnectError, SMTPException, SMTPServerDisconnected
from typing import NamedTuple

import psycopg
from django.db import InterfaceError, OperationalError

from plie.celery import app

# A COPY speaks to psycopg without Django between them.
PANNES = (OperationalError, InterfaceError, psycopg.OperationalError, psycopg.InterfaceError)
# Seconds before each new attempt when the database went away.
REPRISES_APRES_PANNE = (5, 30, 60, 120, 300, 600, 1200)

# A mail refused or timed out is tried again, at longer and longer intervals, for about a day. While
# the server is away one mail a minute tries it, and the workers are free for the rest.
COURRIEL = {
    "pour": (SMTPException, OSError),
    "reprises": (60, 300, 900, 3600, 3 * 3600, 6 * 3600, 12 * 3600),
    "service": "courriel",
    "absences": (TimeoutError, ConnectionError, SMTPServerDisconnected, SMTPConnectError),
}


class AReprendre(Exception):
    """Raised by a task whose work is to be tried again later: nothing is broken."""


class Annulee(Exception):
    """Somebody gave up the work in progress."""


class Tache(NamedTuple):
    fonction: Callable
    libelle: str
    reprises: tuple[int, ...]
    pour: tuple[type[Exception], ...]
    abandonner: Callable | None
    service: str = ""
    absences: tuple[type[Exception], ...] = ()

    def attente(self, erreur, essais):
        """Seconds before the next attempt after this error, or None when there is none left."""
        if isinstance(erreur, PANNES):
            delais = REPRISES_APRES_PANNE
        elif isinstance(erreur, (AReprendre, *self.pour)):
            delais = self.reprises
        else:
            delais = ()
        return delais[essais] if essais < len(delais) else None


def _inconnue(*_):
    raise LookupError("unknown task")


TACHES: dict[str, Tache] = {}
# What an older version asked for, and that this one no longer does.
INCONNUE = Tache(_inconnue, "Travail d'une ancienne version", (), (), None)


def tache_nommee(nom):
    if nom not in TACHES:
        app.loader.import_default_modules()
    return TACHES.get(nom, INCONNUE)


def de_ce_service(service):
    """The names of the tasks that stand on the same outside service."""
    return [nom for nom, une in TACHES.items() if une.service == service]


def tache(libelle, *, reprises=(), pour=(), abandonner=None, service="", absences=()):
    """Declare a task under its dotted name; `libelle` is what pages call it.

    It is tried again after each of `reprises` (seconds) when it raises AReprendre or one of `pour`;
    after PANNES, always. `abandonner` is called with its arguments when it is set aside, to say so
    on its page. After one of `absences`, whatever stands on the same `service` waits for a minute.
    It may be begun twice, never at the same time: it must be idempotent.
    """

    def inscrire(fonction):
        nom = f"{fonction.__module__}.{fonction.__name__}"
        TACHES[nom] = Tache(
            fonction, libelle, tuple(reprises), tuple(pour), abandonner, service, tuple(absences)
        )
        return fonction

    return inscrire
