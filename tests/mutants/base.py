"""The database of a worker: a copy of one made once, so that a dirty one costs a second."""

import os
import subprocess
import sys

import psycopg

from tests.mutants.tirage import RACINE

PYTEST = [
    sys.executable,
    "-m",
    "pytest",
    "-x",
    "-q",
    "-m",
    "not navigateur and not worker and not long",
]
PYTEST += ["-pno:cacheprovider", "-pno:cov", "-pno:xdist"]
MODELE = "mutants"
# Any test that asks for a database has it made, by the migrations.
TEST = "tests/plie/journal/test_acte.py"


class Bases:
    def __init__(self, postgresql, dossier):
        """A run of the suite stops the servers of its data folder: each has its own."""
        self.postgresql = postgresql
        commande = [*PYTEST, "--create-db", "--reuse-db", TEST]
        environnement = os.environ | {
            "DATABASE_URL": self.adresse(MODELE),
            "PLIE_DONNEES": str(dossier / "donnees-modele"),
        }
        subprocess.run(commande, cwd=RACINE, env=environnement, check=True)

    def adresse(self, nom):
        return self.postgresql.replace("/plie?", f"/{nom}?")

    def copier(self, nom):
        """A new database under this name; its address."""
        with psycopg.connect(self.adresse("postgres"), autocommit=True) as connexion:
            connexion.execute(f"DROP DATABASE IF EXISTS test_{nom} WITH (FORCE)")
            connexion.execute(f"CREATE DATABASE test_{nom} TEMPLATE test_{MODELE}")
        return self.adresse(nom)
