"""A cache that gives way while Redis does not answer, so that pages still come."""

import time

import structlog
from django.core.cache.backends.redis import RedisCache
from redis import RedisError

journal = structlog.get_logger(__name__)
# Seconds without a call after a failure: a frozen server costs a request one wait, not ten.
PAUSE = 2.0


class _Panne:
    """What the threads of a process know of the server."""

    jusqu_a = 0.0
    a_rattraper = False


class CacheQuiCede(RedisCache):
    """Redis's cache; while Redis does not answer, an empty one.

    Deletions asked meanwhile are lost: once the server is back, all our keys are deleted before
    anything is read. Sessions are then read from the database.
    """

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
        """One more under `key`, forgotten after `duree` seconds without any; how many there are.
        In one exchange: of many at once, none is missed. 0 while Redis does not answer."""
        return self._demander(self._compter, (key, duree), {}, 0)

    def _compter(self, key, duree):
        cle = self.make_and_validate_key(key)
        echange = self._cache.get_client(cle, write=True).pipeline(transaction=False)
        nombre, _ = echange.incr(cle).expire(cle, duree).execute()
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
