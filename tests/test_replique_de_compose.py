"""The replica of Compose, as its file writes it: its commands and who may connect, on the embedded
server's own programs, two addresses of this machine standing for two containers."""

import os
import re
import shutil
import socket
import subprocess
from contextlib import contextmanager

import psycopg
import pytest
from django.conf import settings
from psycopg import sql
from ruamel.yaml import YAML

from plie.embarque import dossiers, postgresql
from tests.attente import attendre_que
from tests.postgresql import Postgresql

COMPOSE = YAML(typ="safe").load(settings.BASE_DIR / "docker-compose.yml")["services"]
HBA = "/etc/plie/pg_hba.conf"
BASE, REPLIQUE = "127.0.0.1", "127.0.0.2"
MOT = "un mot de passe"


@pytest.fixture
def serveur():
    cree = Postgresql()
    with cree._chez_lui():
        dossiers.preparer_donnees(neuf=True)
        postgresql._creer_grappe()
        (cree.donnees / "pg_hba.conf").write_text(ici(HBA, cree))
        yield cree
        shutil.rmtree(dossiers.dossier_court(), ignore_errors=True)
    shutil.rmtree(cree.donnees)


@pytest.fixture
def port():
    with socket.create_server((BASE, 0)) as prise:
        return prise.getsockname()[1]


def ici(texte, serveur):
    """A text of Compose with the paths and the names of this machine."""
    monte = dict(volume.split(":")[1::-1] for volume in COMPOSE["replique"]["volumes"][1:])
    if texte == HBA:
        return (settings.BASE_DIR / monte[HBA]).read_text()
    return texte.replace(HBA, str(serveur.donnees / "pg_hba.conf")).replace("$$", "$")


@contextmanager
def lance(nom, serveur, port, adresse, *mots, **options):
    """One of the two services, with the arguments that Compose gives PostgreSQL."""
    arguments = [ici(mot, serveur) for mot in COMPOSE[nom]["command"] if mot != "postgres"]
    dossier = serveur.donnees / f"prise-{nom}"
    postgresql._dossier_de_postgresql(dossier)
    arguments += ["-c", f"listen_addresses={adresse}", "-c", f"unix_socket_directories={dossier}"]
    identite = {}
    if dossiers.est_root():
        compte = postgresql._compte()
        identite = {"user": compte.pw_uid, "group": compte.pw_gid, "extra_groups": []}
    processus = subprocess.Popen(
        [*mots, *arguments],
        env={
            "PATH": f"{postgresql._binaires()}:{os.defpath}",
            "LC_ALL": "C.UTF-8",
            "PGPORT": str(port),
            "PGPASSWORD": MOT,
        }
        | options,
        stderr=subprocess.DEVNULL,
        **identite,
    )
    try:
        yield dossier
    finally:
        processus.send_signal(postgresql.SIGNAUX[0])
        processus.wait()


def demander(hote, port, requete):
    try:
        with psycopg.connect(
            host=str(hote), port=port, user="plie", dbname="postgres", password=MOT, autocommit=True
        ) as session:
            lues = session.execute(requete)
            return lues.fetchall() if lues.description else [()]
    except psycopg.Error:
        return []


def test_the_replica_of_compose_follows_its_database(serveur, port):
    replique = COMPOSE["replique"]
    donnees = serveur.donnees / "volume"
    postgresql._dossier_de_postgresql(donnees)
    base, chez_elle = serveur.donnees / "postgresql", str(donnees / "replique")
    # What a copy cut short has left is no replica.
    postgresql._dossier_de_postgresql(donnees / "replique.partiel")
    (donnees / "replique.partiel" / "PG_VERSION").write_text("17")
    with lance("base", serveur, port, BASE, "postgres", PGDATA=str(base)) as prise:
        attendre_que(lambda: demander(prise, port, "SELECT 1"), "the database answers")
        demander(prise, port, f"ALTER ROLE plie PASSWORD '{MOT}'")
        *commande, script, zero = replique["entrypoint"]
        assert re.search(r"--host=base\b", script)
        script = ici(script, serveur).replace("--host=base", f"--host={BASE}")
        for table in map(sql.Identifier, ("copiee", "relancee")):
            with lance(
                "replique", serveur, port, REPLIQUE, *commande, script, zero, PGDATA=chez_elle
            ):
                attendre_que(lambda: demander(REPLIQUE, port, "SELECT 1"), "the replica answers")
                assert demander(REPLIQUE, port, "SELECT pg_is_in_recovery()") == [(True,)]
                demander(BASE, port, sql.SQL("CREATE TABLE {} ()").format(table))
                lue = sql.SQL("SELECT count(*) FROM {}").format(table)
                attendre_que(lambda q=lue: demander(REPLIQUE, port, q), "what is written is seen")
        assert demander(REPLIQUE, port, "SELECT 1") == []


def test_the_database_of_compose_asks_for_a_password(serveur, port):
    base = str(serveur.donnees / "postgresql")
    with lance("base", serveur, port, BASE, "postgres", PGDATA=base) as prise:
        attendre_que(lambda: demander(prise, port, "SELECT 1"), "the database answers")
        # The role has none yet: by the network, nobody enters.
        assert demander(BASE, port, "SELECT 1") == []
