"""Figures are read from the replica when it knows what the database knows, from the database
otherwise: a real PostgreSQL that follows the one of the tests."""

import time
from datetime import date

import psycopg
import pytest
from django.core.cache import cache
from django.db import connection, connections, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accompagnement.enums import Statut
from accompagnement.models import Participant
from conventions.actions.releve import calculer_releves, figer
from conventions.indicateurs.en_cache import calculer_en_cache
from conventions.indicateurs.trajectoires import lire_durees
from conventions.models import MoisArrete, Releve
from conventions.rapports.donnees import prendre
from plie.comptes.enums import Role
from plie.socle import replique
from plie.socle.postgresql.base import DatabaseWrapper
from plie.socle.replique import Etat
from plie.surveillance.avertissements import avertissements
from tests.postgresql import Postgresql
from tests.usines import AgentFactory, ParcoursFactory

MOIS = date(2025, 3, 1)
MARS = (MOIS, date(2025, 3, 31))


class Suiveuse(DatabaseWrapper):
    """The tests of Django let nobody connect to a database that they were not told of."""

    def ensure_connection(self):
        if self.connection is None:
            with self.wrap_database_errors:
                self.connect()


@pytest.fixture(scope="module")
def copie(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        serveur = Postgresql().copier().demarrer()
    yield serveur
    serveur.jeter()


@pytest.fixture
def lecture(transactional_db, settings, monkeypatch, copie):
    """The connection to the replica, declared as the settings do."""
    reglages = connection.settings_dict | {"HOST": copie.prise}
    monkeypatch.setitem(connections.settings, replique.ALIAS, reglages)
    settings.DATABASE_ROUTERS = ["plie.socle.replique.Aiguillage"]
    monkeypatch.setattr(replique, "RATTRAPAGE", 20.0)
    monkeypatch.setattr(replique._Memoire, "laissee_jusqu_a", 0.0)
    connections[replique.ALIAS] = Suiveuse(reglages, replique.ALIAS)
    yield connections[replique.ALIAS]
    connections[replique.ALIAS].close()
    del connections[replique.ALIAS]


@pytest.fixture
def en_retard(lecture, monkeypatch):
    """It keeps receiving, and replays nothing."""
    monkeypatch.setattr(replique, "RATTRAPAGE", 0.1)
    _executer(lecture, "SELECT pg_wal_replay_pause()")
    yield
    _executer(lecture, "SELECT pg_wal_replay_resume()")


def _executer(base, texte):
    with base.cursor() as curseur:
        curseur.execute(texte)


def entrer(nombre=1):
    ParcoursFactory.create_batch(nombre, statut=Statut.ACTIF, date_entree=date(2025, 3, 4))


def entrees():
    (resultat,) = calculer_en_cache([MARS], codes=("entrees",))
    return resultat.mesures["entrees"].valeur


def dits():
    return dict(avertissements()).get("replique", "")


def test_a_figure_is_read_from_the_replica_and_counts_what_was_just_written(lecture):
    for attendues in (1, 2, 3):
        entrer()
        with CaptureQueriesContext(lecture) as ailleurs, CaptureQueriesContext(connection) as ici:
            assert entrees() == attendues
        assert any("faits" in requete["sql"] for requete in ailleurs)
        assert not any("faits" in requete["sql"] for requete in ici)
    assert replique.etat() == Etat.A_JOUR and not dits()


def test_a_report_is_one_moment_of_the_replica(lecture):
    entrer(2)
    with CaptureQueriesContext(lecture) as ailleurs, CaptureQueriesContext(connection) as ici:
        donnees = prendre(MOIS)
    assert donnees["indicateurs"]
    assert any("REPEATABLE READ" in requete["sql"] for requete in ailleurs)
    # Nothing but the position that the replica is compared with.
    assert ["pg_current_wal" in requete["sql"] for requete in ici] == [True]


def test_trajectories_and_the_figures_of_the_night_too(lecture):
    entrer()
    with CaptureQueriesContext(lecture) as ailleurs:
        assert lire_durees(timezone.localdate()).effectif == 1
        assert calculer_releves(MOIS)
    assert sum("faits" in requete["sql"] for requete in ailleurs) and len(ailleurs) >= 4
    assert Releve.objects.get(indicateur="entrees", dimension="", debut=MOIS).valeur == 1


def test_behind_it_is_not_asked_and_the_watch_says_so(en_retard, lecture):
    entrer(2)
    with CaptureQueriesContext(lecture) as ailleurs:
        assert entrees() == 2
    assert not any("faits" in requete["sql"] for requete in ailleurs)
    assert dits() == (
        "La réplique de lecture a du retard : les chiffres sont lus sur la base principale."
    )
    debut = time.monotonic()
    cache.clear()
    assert entrees() == 2
    assert time.monotonic() - debut < replique.PAUSE


def test_an_official_month_is_never_computed_from_it(en_retard, lecture):
    entrer(3)
    with CaptureQueriesContext(lecture) as ailleurs:
        assert figer(MOIS)
    assert len(ailleurs) == 0
    assert MoisArrete.objects.get(mois=MOIS)
    assert Releve.objects.get(indicateur="entrees", dimension="", debut=MOIS).valeur == 3


def test_whoever_has_written_reads_what_they_wrote(lecture):
    with transaction.atomic():
        entrer()
        with CaptureQueriesContext(lecture) as ailleurs:
            assert entrees() == 1
    assert len(ailleurs) == 0


def test_what_was_read_there_is_written_in_the_database(lecture):
    entrer()
    participant = replique.sur_la_replique(Participant.objects.get)()
    assert participant._state.db == replique.ALIAS
    participant.prenom = "Ailleurs"
    participant.save()
    assert Participant.objects.get().prenom == "Ailleurs"
    # Its relations are read where everything else is.
    assert participant.parcours.get()._state.db == "default"


def test_while_it_is_frozen_or_down_the_database_answers(lecture, copie, monkeypatch):
    monkeypatch.setattr(replique, "REPONSE", 0.3)
    entrer()
    assert entrees() == 1
    copie.geler()
    entrer()
    assert entrees() == 2
    copie.degeler()
    copie.arreter()
    entrer()
    assert entrees() == 3
    monkeypatch.setattr(replique._Memoire, "laissee_jusqu_a", 0.0)
    cache.clear()
    assert entrees() == 3 and "ne répond pas" in dits()
    copie.demarrer()
    monkeypatch.setattr(replique._Memoire, "laissee_jusqu_a", 0.0)
    entrer()
    with CaptureQueriesContext(lecture) as ailleurs:
        assert entrees() == 4
    assert any("faits" in requete["sql"] for requete in ailleurs)
    assert not dits()


def test_one_that_dies_in_the_middle_of_a_reading_is_read_again_in_the_database(lecture):
    entrer()
    lus = []

    @replique.sur_la_replique
    def compter():
        base = replique.connexion_lue()
        lus.append(base.alias)
        if base.alias == replique.ALIAS:
            _executer(base, "SELECT pg_terminate_backend(pg_backend_pid())")
        return Participant.objects.count()

    assert compter() == 1
    assert lus == [replique.ALIAS, "default"]


def test_a_database_that_is_no_replica_of_ours_is_not_read(lecture, monkeypatch):
    monkeypatch.setitem(lecture.settings_dict, "HOST", connection.settings_dict["HOST"])
    lecture.close()
    entrer()
    with CaptureQueriesContext(lecture) as ailleurs:
        assert entrees() == 1
    assert not any("faits" in requete["sql"] for requete in ailleurs)
    assert "n'est pas une réplique" in dits()


def test_one_that_follows_what_the_database_was_before_it_came_back_is_not_read(lecture):
    revenue = Postgresql().copier().demarrer()
    try:
        nom = connection.settings_dict["NAME"]
        with psycopg.connect(revenue.url_de(nom), autocommit=True) as session:
            session.execute("SELECT pg_promote()")
            *position, _ = session.execute(replique.POSITION).fetchone()
    finally:
        revenue.jeter()
    entrer(20)
    assert replique.etat() == Etat.A_JOUR
    # Further, but on the way that the database has left.
    assert replique.mesurer(position) == Etat.ETRANGERE


def test_after_a_pause_one_asks_and_the_others_do_not_wait(lecture, monkeypatch):
    monkeypatch.setattr(replique._Memoire, "laissee_jusqu_a", time.monotonic() - 1)
    monkeypatch.setattr(replique._Memoire, "etat", Etat.ABSENTE)
    demander, autre = replique._demander, []

    def pendant_qu_un_autre_vient(attendue):
        if not autre:
            autre.append(None)
            autre[0] = replique.mesurer(attendue)
        return demander(attendue)

    monkeypatch.setattr(replique, "_demander", pendant_qu_un_autre_vient)
    assert replique.etat() == Etat.A_JOUR and autre == [Etat.ABSENTE]
    assert replique.etat() == Etat.A_JOUR


def test_pages_are_the_same(lecture, client):
    entrer()
    client.force_login(AgentFactory(role=Role.DIRECTION))
    with CaptureQueriesContext(lecture) as ailleurs:
        assert client.get("/indicateurs/?debut=2025-03-01&fin=2025-03-31").status_code == 200
    assert any("faits" in requete["sql"] for requete in ailleurs)
