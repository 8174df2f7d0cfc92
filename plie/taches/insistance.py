"""What has left the house cannot be taken back: the row that says so is written in spite of a
database that restarts."""

import time

from django.db import InterfaceError, OperationalError, connection

# Seconds before each new attempt: a restart of PostgreSQL fits in.
ATTENTES = (0.5, 0.5, 1, 1, 2, 2, 4, 4, 8, 8)


def insister(ecrire):
    """What `ecrire()` returns, each attempt on a session of its own if the one before died; inside
    a transaction, which is lost with its session, only one is made."""
    for attente in ATTENTES:
        try:
            return ecrire()
        except (OperationalError, InterfaceError):
            if connection.in_atomic_block:
                raise
            connection.close()
            time.sleep(attente)
    return ecrire()
