"""The database: dumped from one instant, restored in one transaction, told by its fingerprints."""

import os
import subprocess
from contextlib import contextmanager

import psycopg
from django.db import connection
from psycopg import sql

from plie.sauvegarde.erreurs import SauvegardeErreur
from plie.sauvegarde.outils import acces, exiger_reussite, lance, programme

# A dump is cut in pieces of this size: a member of a tar says its length first.
MORCEAU = 8 * 2**20
VERROU = 0x53415556
# Of all that a row says, whatever their order and the settings of the session.
SESSION = """
SET LOCAL timezone = 'UTC'; SET LOCAL datestyle = 'ISO'; SET LOCAL intervalstyle = 'postgres';
SET LOCAL extra_float_digits = 1; SET LOCAL bytea_output = 'hex'
"""
EMPREINTE = (
    "SELECT count(*), coalesce(sum(hashtextextended(ligne_entiere::text, 0)), 0)::text "
    "FROM public.{} AS ligne_entiere"
)
TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename"
VIDER = "DROP SCHEMA public CASCADE; CREATE SCHEMA public"
# What a platform left running holds is waited for that long.
PATIENCE = "-c lock_timeout=30s"


@contextmanager
def session(base=None):
    """A connection of its own, to our database or to another one of its server."""
    conninfo, environnement = acces(base)
    mot = environnement["PGPASSWORD"]
    try:
        ouverte = psycopg.connect(conninfo, autocommit=True, **({"password": mot} if mot else {}))
    except psycopg.OperationalError as erreur:
        nom = base or connection.settings_dict["NAME"]
        raise SauvegardeErreur(f"La base « {nom} » ne répond pas.") from erreur
    with ouverte:
        yield ouverte


@contextmanager
def instant():
    """(session, name of the snapshot): whatever reads by either sees the same instant."""
    with session() as ouverte:
        if not ouverte.execute("SELECT pg_try_advisory_lock(%s)", [VERROU]).fetchone()[0]:
            raise SauvegardeErreur("Une autre sauvegarde est en cours.")
        ouverte.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        yield ouverte, ouverte.execute("SELECT pg_export_snapshot()").fetchone()[0]


def empreintes(ouverte) -> dict[str, list]:
    """Of each table: how many rows, and a sum that changes with any of them."""
    with ouverte.transaction():
        ouverte.execute(SESSION)
        noms = [nom for (nom,) in ouverte.execute(TABLES)]
        return {nom: _empreinte(ouverte, nom) for nom in noms}


def _empreinte(ouverte, nom):
    return list(ouverte.execute(sql.SQL(EMPREINTE).format(sql.Identifier(nom))).fetchone())


def morceaux(instantane: str):
    """The dump of the snapshot, piece after piece."""
    conninfo, environnement = acces()
    arguments = [programme("pg_dump"), "--format=custom", "--no-owner", "--no-privileges"]
    arguments += [f"--snapshot={instantane}", f"--dbname={conninfo}"]
    with lance(arguments, env=environnement, stdout=subprocess.PIPE) as (pg_dump, plaintes):
        while morceau := pg_dump.stdout.read(MORCEAU):
            yield morceau
        pg_dump.stdout.close()
        exiger_reussite(pg_dump, plaintes, "La base n'a pas pu être sauvegardée")


def exiger_vide(base=None):
    with session(base) as ouverte:
        if ouverte.execute(TABLES).fetchone():
            raise SauvegardeErreur(
                f"La base « {ouverte.info.dbname} » n'est pas vide : donnez-en une autre par "
                "--base, ou ajoutez --remplacer pour effacer ce qu'elle contient."
            )


def restaurer(lus, *, base=None, remplacer=False):
    """Write the dump whose pieces are `lus`, in one transaction: all of it, or nothing.

    psql commits at the end of its input, which this process holds open until pg_restore has said
    that the dump was whole.
    """
    conninfo, environnement = acces(base)
    environnement["PGOPTIONS"] = PATIENCE
    psql = [
        programme("psql"),
        "--no-psqlrc",
        "--quiet",
        "--single-transaction",
        "--output=/dev/null",
    ]
    psql += ["--set=ON_ERROR_STOP=1", f"--dbname={conninfo}"]
    psql += [f"--command={VIDER}"] if remplacer else []
    pg_restore = [programme("pg_restore"), "--format=custom", "--no-owner", "--no-privileges"]
    entree, sortie = os.pipe()
    with (
        os.fdopen(sortie, "wb") as bout,
        lance([*psql, "--file=-"], env=environnement, stdin=entree) as (ecrivain, refus),
        lance([*pg_restore, "--file=-"], env=environnement, stdin=subprocess.PIPE, stdout=bout) as (
            lecteur,
            plaintes,
        ),
    ):
        os.close(entree)
        est_lu = _verser(lus, lecteur)
        if lecteur.wait() == 0 and est_lu:
            bout.close()
        elif ecrivain.poll() is None:
            ecrivain.kill()
            exiger_reussite(lecteur, plaintes, "La base n'a pas pu être relue")
        exiger_reussite(ecrivain, refus, "La base n'a pas pu être restaurée")


def _verser(lus, processus):
    try:
        with processus.stdin as entree:
            for morceau in lus:
                entree.write(morceau)
    except BrokenPipeError:
        return False
    return True


@contextmanager
def base_d_epreuve(nom):
    """A new database beside ours, dropped at the end."""
    effacer = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(nom))
    creer = sql.SQL("CREATE DATABASE {} TEMPLATE template0").format(sql.Identifier(nom))
    with session() as ouverte:
        try:
            ouverte.execute(effacer)
            ouverte.execute(creer)
        except psycopg.errors.InsufficientPrivilege as erreur:
            raise SauvegardeErreur(
                f"Le rôle de la base ne peut pas créer la base « {nom} » : donnez-lui ce droit "
                "par « ALTER ROLE … CREATEDB »."
            ) from erreur
        try:
            yield nom
        finally:
            ouverte.execute(effacer)
