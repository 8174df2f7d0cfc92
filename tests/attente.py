"""Waiting for what another process does: asked again and again, but not for ever."""

import time

# Only a failure waits as long; a busy machine may take a minute to start a worker.
PATIENCE = 120
PAS = 0.02


def attendre_que(condition, attendu, *, patience=PATIENCE):
    """What `condition()` answers once it is true; past `patience` seconds, fail saying what
    (`attendu`, a sentence) did not come."""
    echeance = time.monotonic() + patience
    while not (reponse := condition()):
        assert time.monotonic() < echeance, f"not in {patience} s: {attendu}"
        time.sleep(PAS)
    return reponse
