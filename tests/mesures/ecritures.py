"""The acts that `importation` times, one a process."""

import io
import json
import os
import resource
import sys
import time
from pathlib import Path

import django
import pghistory
import pgtrigger
from django.core.management import call_command
from django.db import connection, transaction

TABLES = (
    "comptes_structure",
    "comptes_agent",
    "accompagnement_participant",
    "accompagnement_parcours",
    "accompagnement_situation",
    "accompagnement_critereeligibilite",
    "accompagnement_affectationreferent",
    "accompagnement_sortie",
)
# Those that the import itself has to lift to bring a parcours straight to its state.
LEVES = (
    "accompagnement.Parcours:transitions",
    "accompagnement.CritereEligibilite:entree_close",
)


def importer(fichier):
    from accompagnement.actions.importation.deroulement import importer  # noqa: PLC0415 - after setup

    call_command("preparer", stdout=io.StringIO())
    depart = time.perf_counter()
    rapport = importer(fichier)
    duree = time.perf_counter() - depart
    assert rapport.est_accepte, rapport.texte()[:2000]
    return {"secondes": duree, "lignes": rapport.lignes}


def vider(dossier):
    """The resulting rows, one file a table."""
    with connection.cursor() as curseur:
        for table in TABLES:
            copie = f"COPY {table} ({_colonnes(table)}) TO STDOUT"
            with (dossier / table).open("wb") as flux, curseur.copy(copie) as blocs:
                for bloc in blocs:
                    flux.write(bloc)
    return {}


def copier(dossier):
    call_command("preparer", stdout=io.StringIO())
    depart = time.perf_counter()
    with (
        transaction.atomic(),
        pghistory.context(origine="import"),
        pgtrigger.ignore(*LEVES),
        connection.cursor() as curseur,
    ):
        for table in TABLES:
            curseur.execute(f"LOCK TABLE {table} IN ROW EXCLUSIVE MODE")
            copie = f"COPY {table} ({_colonnes(table)}) FROM STDIN"
            with (dossier / table).open("rb") as flux, curseur.copy(copie) as blocs:
                while bloc := flux.read(1 << 20):
                    blocs.write(bloc)
    return {"secondes": time.perf_counter() - depart}


def _colonnes(table):
    with connection.cursor() as curseur:
        curseur.execute(
            "SELECT string_agg(column_name, ', ' ORDER BY ordinal_position) "
            "FROM information_schema.columns WHERE table_name = %s AND is_generated = 'NEVER'",
            [table],
        )
        return curseur.fetchone()[0]


ACTES = {"importer": importer, "vider": vider, "copier": copier}

if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "plie.settings"
    django.setup()
    bilan = ACTES[sys.argv[1]](Path(sys.argv[2]))
    bilan["memoire"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(json.dumps(bilan))  # noqa: T201 - read by the parent process
