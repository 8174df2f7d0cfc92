"""A cache that gives way while Redis does not answer, so that pages still come."""

import time

import structlog
from django.core.cache.backends.redis import RedisCache, RedisCacheClient
from django.utils.functional import cached_property
from redis import RedisError

journal = structlog.get_logger(__name__)
# Seconds without a call after a failure: a frozen server costs a request one wait, not ten.
PAUSE = 2.0


class _Panne:
    """What the threads of a process know of the server."""

    jusqu_a = 0.0
    a_rattraper = False


class _ClientGarde(RedisCacheClient):
    """Of one server, one client for all threads: Django's is made anew at each call, which costs as
    much as the call."""

    @cached_property
    def _client_garde(self):
        return super().get_client()

    def get_client(self, key=None, *, write=False):
        return self._client_garde


class CacheQuiCede(RedisCache):
    """Redis's cache; while Redis does not answer, an empty one.

    Deletions asked meanwhile are lost: once the server is back, all our keys are deleted before
    anything is read. Sessions are then read from the database.
    """

    def __init__(self, server, params):
        super().__init__(server, params)
        self._class = _ClientGarde

    def add(self, *args, **options):
        return self._demander(super().add, args, options, True)

    def get(self, key, default=None, **options):
        return self._demander(super().get, (key, default), options, default)

    def set(self, *args, **options):
        return self._demander(super().set, args, options, None)

    def touch(self, *args, **options):
        return self._demander(super().touch, args, options, False)

    def delete(self, *args, **options):
        return self._demander(super().delete, args, options, False)

    def get_many(self, *args, **options):
        return self._demander(super().get_many, args, options, {})

    def has_key(self, *args, **options):
        return self._demander(super().has_key, args, options, False)

    def incr(self, key, delta=1, **options):
        return self._demander(super().incr, (key, delta), options, delta)

    def set_many(self, *args, **options):
        return self._demander(super().set_many, args, options, [])

    def delete_many(self, *args, **options):
        return self._demander(super().delete_many, args, options, None)

    def compter(self, key, duree):
        """One more under `key`, forgotten `duree` seconds after the first; how many there are. Of
        many at once, none is missed. 0 while Redis does not answer."""
        return self._demander(self._compter, (key, duree), {}, 0)

    def _compter(self, key, duree):
        cle = self.make_and_validate_key(key)
        client = self._cache.get_client(cle, write=True)
        nombre = client.incr(cle)
        if nombre == 1:
            client.expire(cle, duree)
        return nombre

    def _demander(self, operation, args, options, vide):
        if time.monotonic() < _Panne.jusqu_a:
            return vide
        try:
            if _Panne.a_rattraper:
                self._oublier_tout()
            return operation(*args, **options)
        except RedisError as erreur:
            journal.warning("cache injoignable", erreur=type(erreur).__name__)
            _Panne.jusqu_a, _Panne.a_rattraper = time.monotonic() + PAUSE, True
            return vide

    def _oublier_tout(self):
        client = self._cache.get_client(None, write=True)
        for cle in client.scan_iter(match=f"{self.key_prefix}:*", count=1000):
            client.unlink(cle)
        _Panne.a_rattraper = False
