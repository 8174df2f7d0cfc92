"""What workers share through Redis: keys and a connection."""

from functools import lru_cache

import redis
from django.conf import settings
from django.core.cache import cache


def connexion():
    return _connexion(settings.CACHES["default"]["LOCATION"])


@lru_cache
def _connexion(adresse):
    return redis.from_url(adresse, socket_timeout=5, socket_connect_timeout=settings.PATIENCE_REDIS)


def cle(nom):
    return cache.make_key(f"france_travail:{nom}")
