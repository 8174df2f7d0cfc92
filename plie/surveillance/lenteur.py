"""Statements that last are logged as they were written, without their values."""

import time

import structlog
from django.conf import settings

journal = structlog.get_logger("plie.lenteur")
LONGUEUR = 2000


def chronometrer(executer, question, valeurs, plusieurs, contexte):
    debut = time.perf_counter()
    try:
        return executer(question, valeurs, plusieurs, contexte)
    finally:
        duree = time.perf_counter() - debut
        if duree * 1000 >= settings.REQUETE_LENTE_MS and isinstance(question, str):
            journal.warning("requête SQL lente", ms=round(duree * 1000), sql=question[:LONGUEUR])


def brancher(connection, **_):
    """Each new connection is timed; a statement with values composed in it is not a `str`."""
    if settings.REQUETE_LENTE_MS and chronometrer not in connection.execute_wrappers:
        connection.execute_wrappers.append(chronometrer)
