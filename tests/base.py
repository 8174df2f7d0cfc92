"""The test database: copied from a model that the migrations make once, for all the processes of a
run and for the next runs; emptied of what a transactional test left."""

import hashlib
import inspect
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.migrations.loader import MigrationLoader

# What `migrate` writes, and no test changes.
GARDEES = {"django_content_type", "auth_permission"}
EXISTE = "SELECT 1 FROM pg_database WHERE datname = %s"
PERIMES = "SELECT datname FROM pg_database WHERE datname LIKE %s"


def vider(operations, _style, tables, **_options):
    """Few rows, frozen ones and all: erased, where to truncate makes 150 tables anew."""
    tables = [operations.quote_name(table) for table in tables if table not in GARDEES]
    effacer = ";".join(map("DELETE FROM {}".format, tables))
    return ["SET LOCAL session_replication_role = replica", effacer]


def preparer_modele():
    """The name of a database where the migrations of today are applied."""
    racine = f"{connection.settings_dict['NAME']}_modele_"
    nom = racine + _empreinte()
    with connection._nodb_cursor() as curseur:
        curseur.execute("SELECT pg_advisory_lock(hashtext(%s))", [racine])
        curseur.execute(EXISTE, [nom])
        if not curseur.fetchone():
            _effacer(curseur, racine)
            _migrer(nom)
    return nom


def _effacer(curseur, racine):
    curseur.execute(PERIMES, [racine.replace("_", r"\_") + "%"])
    for (nom,) in curseur.fetchall():
        curseur.execute(f'DROP DATABASE "{nom}"')


def _migrer(nom):
    """Renamed once whole: one that was killed on the way is made again."""
    with _nomme(f"{nom}_partiel") as partiel:
        connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
        connection.close()
    with connection._nodb_cursor() as curseur:
        curseur.execute(f'ALTER DATABASE "{partiel}" RENAME TO "{nom}"')


@contextmanager
def _nomme(nom):
    """The test database bears this name meanwhile."""
    reglages = connection.settings_dict
    avant = reglages["NAME"], reglages["TEST"]["NAME"]
    reglages["TEST"]["NAME"] = nom
    yield nom
    reglages["NAME"], reglages["TEST"]["NAME"] = avant
    settings.DATABASES[connection.alias]["NAME"] = reglages["NAME"]


def _empreinte():
    """Of every migration, ours and those of the libraries."""
    migrations = MigrationLoader(None).disk_migrations.values()
    fichiers = {Path(inspect.getfile(type(migration))) for migration in migrations}
    somme = hashlib.sha256()
    for fichier in sorted(fichiers):
        somme.update(fichier.read_bytes())
    return somme.hexdigest()[:16]
