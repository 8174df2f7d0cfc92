"""Several readings of one moment."""

from contextlib import contextmanager

from django.db import transaction

from plie.socle.replique import connexion_lue


@contextmanager
def instantane():
    """Whatever is read inside is as of the first reading, whoever writes meanwhile; nothing may be
    written. Inside a transaction, its own isolation holds: it has read already."""
    base = connexion_lue()
    if base.in_atomic_block:
        yield
        return
    with transaction.atomic(using=base.alias):
        with base.cursor() as curseur:
            curseur.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield
