"""A transaction and its consequences: each runs once, at its end, whatever the number of calls, and
only if the write that asked for it is kept."""

from collections import defaultdict
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import transaction

_fins = ContextVar("fin de l'unité", default=None)


@contextmanager
def unite():
    """A transaction; inside another unit, a savepoint, which may be rolled back alone with the
    consequences that it asked for."""
    autour, miennes = _fins.get(), defaultdict(set)
    jeton = _fins.set(miennes)
    try:
        with transaction.atomic():
            yield
            if autour is None:
                for verbe, cles in miennes.items():
                    verbe(cles)
    finally:
        _fins.reset(jeton)
    if autour is not None:
        for verbe, cles in miennes.items():
            autour[verbe].update(cles)


def en_fin_d_unite(verbe, *cles):
    """Have `verbe(set of keys)` called once, as the last thing of the transaction, with all the
    keys given to it in the meantime; at once when no unit is open."""
    fins = _fins.get()
    if fins is None:
        verbe(set(cles))
    else:
        fins[verbe].update(cles)
