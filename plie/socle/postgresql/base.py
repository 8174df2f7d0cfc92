"""Django's PostgreSQL backend, with a time limit kept by the client and plans that are kept."""

from functools import partial

from django.conf import settings
from django.db.backends.postgresql import base
from psycopg.errors import _WaitTimeout


class CurseurPrepare(base.ServerBindingCursor):
    # pghistory runs its context before what changes something, unless the cursor has a name: two
    # statements can't be prepared as one. What is written here has no history.
    name = "prepare"

    def execute(self, query, params=None):
        return super().execute(query, params, prepare=True)


class DatabaseOperations(base.DatabaseOperations):
    def last_executed_query(self, cursor, sql, params):
        """psycopg keeps no text of what it had prepared."""
        return super().last_executed_query(cursor, sql, params) or sql


class DatabaseWrapper(base.DatabaseWrapper):
    ops_class = DatabaseOperations
    garde_le_plan = False
    # Seconds for each answer, while it is set; otherwise what the process allows.
    patience = None

    def get_new_connection(self, conn_params):
        """The server applies `statement_timeout` itself: when it is stopped while its machine
        still acknowledges packets, only the client can give up."""
        connexion = super().get_new_connection(conn_params)
        # Django has psycopg prepare nothing at all: what asks for it is prepared at once.
        connexion.prepare_threshold = 0
        base.register_tzloader(self.timezone, connexion)
        connexion.wait = partial(self._attendre, connexion)
        return connexion

    def _attendre(self, connexion, generateur, **options):
        if patience := self.patience or settings.BASE_PATIENCE:
            options.setdefault("timeout", patience)
        try:
            return type(connexion).wait(connexion, generateur, **options)
        except _WaitTimeout:
            # What the server was doing is unknown: nothing else goes through this session.
            connexion.pgconn.finish()
            raise

    def create_cursor(self, name=None):
        if not self.garde_le_plan:
            return super().create_cursor(name)
        return CurseurPrepare(self.connection)

    def curseur_prepare(self):
        """A cursor whose statements are prepared: parsed and planned once a session instead of at
        each call. Its values are bound by the server, which must be able to tell their types."""
        self.garde_le_plan = True
        try:
            return self.cursor()
        finally:
            self.garde_le_plan = False
