"""The watch, as beat sends it every minute, but every second."""

from datetime import timedelta

from plie.taches.actions import veiller
from tests.attente import attendre_que


def veiller_jusqu_a(condition, attendu):
    """What `condition()` answers once it is true, under the watch; past the patience of
    `attendre_que`, fail with `attendu`."""

    def essayer():
        reponse = condition()
        if not reponse:
            veiller(delai=timedelta(seconds=1))
        return reponse

    return attendre_que(essayer, attendu)
