"""Django's PostgreSQL backend, with a time limit kept by the client."""

from functools import partial

from django.conf import settings
from django.db.backends.postgresql import base
from psycopg.errors import _WaitTimeout


class DatabaseWrapper(base.DatabaseWrapper):
    def get_new_connection(self, conn_params):
        """The server applies `statement_timeout` itself: when it is stopped while its machine
        still acknowledges packets, only the client can give up."""
        connexion = super().get_new_connection(conn_params)
        if settings.BASE_PATIENCE:
            connexion.wait = partial(_attendre, connexion)
        return connexion


def _attendre(connexion, generateur, **options):
    options.setdefault("timeout", settings.BASE_PATIENCE)
    try:
        return type(connexion).wait(connexion, generateur, **options)
    except _WaitTimeout:
        # What the server was doing is unknown: nothing else goes through this session.
        connexion.pgconn.finish()
        raise
