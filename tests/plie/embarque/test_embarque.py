"""Real servers, started and killed in folders of their own."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest
import redis

from plie import embarque
from plie.embarque import dossiers, postgresql, valkey
from plie.embarque.dossiers import LONGUEUR_PRISE, dossier_prises, vivant
from tests.attente import attendre_que

OCCUPEES = """SELECT count(*) FROM pg_stat_activity
    WHERE state = 'active' AND query LIKE '%series(1, 6000000)' AND pid <> pg_backend_pid()"""


def sql(requete):
    with psycopg.connect(embarque.adresses()[0], autocommit=True) as connexion:
        curseur = connexion.execute(requete)
        return curseur.fetchone() if curseur.description else None


def pids():
    return vivant(postgresql.fichier_pid()), vivant(valkey.fichier_pid())


def tuer(pid):
    os.kill(pid, signal.SIGKILL)
    attendre_que(lambda: pid not in pids(), "the server killed is gone")


def test_both_servers_start_from_nothing_and_stop(donnees):
    embarque.demarrer(durable=False)

    assert sql("SHOW server_encoding") == ("UTF8",)
    assert redis.from_url(embarque.adresses()[1]).ping()
    assert None not in pids()

    embarque.arreter()

    assert pids() == (None, None)
    embarque.arreter()


def test_a_second_start_finds_the_running_servers(donnees):
    embarque.demarrer(durable=False)
    premiers = pids()

    embarque.demarrer(durable=False)

    assert pids() == premiers


@pytest.mark.parametrize("extension", ["unaccent", "pg_trgm", "btree_gist"])
def test_the_extensions_the_platform_needs_can_be_created(donnees, extension):
    embarque.demarrer(durable=False)

    sql(f"CREATE EXTENSION {extension}")

    assert sql(f"SELECT extname FROM pg_extension WHERE extname = '{extension}'") == (extension,)  # noqa: S608


def test_accented_letters_are_letters_for_the_database(donnees):
    embarque.demarrer(durable=False)

    assert sql("SELECT lower('ÉLÈVE'), 'Élan' ~* '^é'") == ("élève", True)


def test_after_a_kill_nine_the_servers_start_again_with_their_data(donnees):
    embarque.demarrer()
    sql("CREATE TABLE temoin AS SELECT 7 AS valeur")
    memoire = redis.from_url(embarque.adresses()[1])
    memoire.set("temoin", "7")
    assert memoire.execute_command("WAITAOF", 1, 0, 10_000)[0] == 1
    for pid in pids():
        tuer(pid)

    embarque.demarrer()

    assert sql("SELECT valeur FROM temoin") == (7,)
    assert redis.from_url(embarque.adresses()[1]).get("temoin") == b"7"


def test_a_killed_server_whose_children_are_still_at_work_is_waited_for(donnees):
    embarque.demarrer(durable=False)
    occupee = psycopg.connect(embarque.adresses()[0])
    # Busy without ever looking at the server's health.
    occupee.pgconn.send_query(b"SELECT count(*) FROM generate_series(1, 6000000)")
    attendre_que(lambda: sql(OCCUPEES)[0], "the long query runs")
    tuer(pids()[0])

    embarque.demarrer(durable=False)

    assert sql("SELECT 1") == (1,)
    occupee.close()


def test_a_stale_pid_now_worn_by_another_process_is_not_taken_for_a_server(donnees):
    embarque.demarrer(durable=False)
    embarque.arreter()
    verrou_de_prise = dossier_prises() / "pg" / ".s.PGSQL.5432.lock"
    verrou_de_prise.parent.mkdir(parents=True, exist_ok=True)
    for fichier in (postgresql.fichier_pid(), valkey.fichier_pid(), verrou_de_prise):
        fichier.write_text(f"{os.getpid()}\n")

    embarque.demarrer(durable=False)

    assert os.getpid() not in pids()
    assert None not in pids()


def test_a_creation_killed_halfway_is_begun_again(donnees):
    (donnees / "postgresql.partiel" / "base").mkdir(parents=True)
    (donnees / "postgresql.partiel" / "PG_VERSION").write_text("17\n")

    embarque.demarrer(durable=False)

    assert sql("SELECT 1") == (1,)
    assert not (donnees / "postgresql.partiel").exists()


def test_a_path_too_long_for_a_socket_gets_a_short_private_folder(donnees, monkeypatch):
    long = donnees / ("d" * 80) / ("e" * 80)
    monkeypatch.setenv("PLIE_DONNEES", str(long))
    assert len(str(long)) > LONGUEUR_PRISE

    embarque.demarrer(durable=False)

    assert sql("SELECT 1") == (1,)
    assert redis.from_url(embarque.adresses()[1]).ping()
    embarque.arreter()


def test_a_path_with_a_comma_does_not_hold_the_sockets_of_an_ordinary_user(monkeypatch):
    monkeypatch.setattr(dossiers, "est_root", lambda: False)
    monkeypatch.setenv("PLIE_DONNEES", "/srv/Dupont Zoé")
    assert dossier_prises() == Path("/srv/Dupont Zoé/prises")
    monkeypatch.setenv("PLIE_DONNEES", "/srv/Dupont, Zoé")
    assert dossier_prises() == dossiers.dossier_court()


def test_the_servers_start_in_a_folder_whose_path_has_a_comma(donnees, monkeypatch):
    monkeypatch.setenv("PLIE_DONNEES", str(donnees / "Dupont, Zoé"))

    embarque.demarrer(durable=False)

    assert sql("SELECT 1") == (1,)
    assert redis.from_url(embarque.adresses()[1]).ping()
    embarque.arreter()


def test_processes_that_start_at_once_share_one_server(donnees):
    commande = (
        "from plie import embarque; from plie.embarque import postgresql; "
        "embarque.demarrer(durable=False); print(postgresql.fichier_pid().read_text().split()[0])"
    )
    lances = [
        subprocess.Popen([sys.executable, "-c", commande], stdout=subprocess.PIPE, text=True)
        for _ in range(3)
    ]
    trouves = {processus.communicate()[0].strip() for processus in lances}

    assert [processus.returncode for processus in lances] == [0, 0, 0]
    assert trouves == {str(pids()[0])}


def test_servers_named_by_the_environment_are_used_and_none_is_started(donnees, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://maison/plie")
    monkeypatch.setenv("REDIS_URL", "redis://maison/0")

    embarque.demarrer()

    assert not embarque.est_utilise()
    assert not donnees.exists()


def test_only_the_server_that_is_not_named_is_started(donnees, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://maison/plie")

    embarque.demarrer(durable=False)

    assert pids()[0] is None
    assert pids()[1]
