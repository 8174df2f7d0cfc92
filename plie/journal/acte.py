"""The door to write: who, by which right, in one transaction, named in the history."""

from contextlib import contextmanager, nullcontext
from functools import wraps

import pghistory
from django.core.exceptions import PermissionDenied, ValidationError

from plie.socle.unite import unite


def acte(droit, *, en_une_instruction=False):
    """Make a verb an act: `droit` (a member of an `Acte`) is asked of the keyword `par`, on the
    verb's first argument; whatever it writes is one transaction and names `par` in the history,
    whether a page, a task, a command or an API calls it. Raises PermissionDenied.

    `en_une_instruction`: the verb runs one statement, which is a transaction by itself.
    """
    transaction = nullcontext if en_une_instruction else unite

    def decorer(verbe):
        @wraps(verbe)
        def enveloppe(*args, par, **champs):
            if not droit.permet(par, args[0] if args else None):
                raise PermissionDenied
            with transaction(), pghistory.context(agent=par.pk):
                return verbe(*args, par=par, **champs)

        enveloppe.droit = droit
        return enveloppe

    return decorer


@contextmanager
def motiver(motif):
    """Keep in the history why an act writes what it does, beside who; raises ValidationError
    without `motif`."""
    if not motif.strip():
        raise ValidationError({"motif": "Indiquez pourquoi."})
    with pghistory.context(motif=motif.strip()):
        yield


def travail(nom):
    """Make a verb the platform's own work, which nobody in particular asks for: the history names
    it `nom`, and its transactions are its own affair."""

    def decorer(verbe):
        @wraps(verbe)
        def enveloppe(*args, **champs):
            with pghistory.context(travail=nom):
                return verbe(*args, **champs)

        enveloppe.travail = nom
        return enveloppe

    return decorer
