"""A run of the feed, sixty offers for it to read, and what it leaves open."""

import copy
from functools import cache

from offres.actions.synchronisation import synchroniser
from offres.enums import Declencheur
from offres.models import Offre
from plie.demonstration.france_travail.generation import generer


def lancer():
    return synchroniser(Declencheur.COMMANDE)


def ouvertes():
    return Offre.objects.ouvertes().count()


def soixante():
    """A copy that the test may change."""
    return copy.deepcopy(_soixante())


@cache
def _soixante():
    return generer()[:60]
