"""A line of log for each request says its route, and nothing of anybody."""

import pytest
from django.db import connection

from plie.comptes.enums import Role
from plie.surveillance import acces, lenteur
from tests.usines import AgentFactory, ParcoursFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def lignes(monkeypatch):
    """What is logged, whatever structlog has cached."""
    ecrites = []

    class Journal:
        def info(self, evenement, **champs):
            ecrites.append(champs)

        warning = info

    monkeypatch.setattr(acces, "journal", Journal())
    monkeypatch.setattr(lenteur, "journal", Journal())
    return ecrites


def test_a_line_gives_the_route_in_the_place_of_who_it_opens(client, lignes):
    parcours = ParcoursFactory()
    client.force_login(AgentFactory(role=Role.COORDINATION))
    adresse = f"/dossiers/{parcours.participant_id}/"
    client.get(f"{adresse}?q=Martin")
    client.get("/nulle/part/Martin/")
    dossier, perdue = lignes
    assert (dossier["statut"], perdue["statut"]) == (200, 404)
    assert "<int:pk>" in dossier["route"] and perdue["route"] == acces.SANS_ROUTE
    assert "Martin" not in str(lignes) and "/dossiers/1" not in str(lignes)
    assert set(dossier) == {"methode", "route", "statut", "ms"}


def test_a_slow_statement_is_logged_without_its_values(lignes, settings):
    lenteur.brancher(connection)
    settings.REQUETE_LENTE_MS = 50
    with connection.cursor() as curseur:
        curseur.execute("SELECT %s", ["Martin"])
        assert lignes == []
        curseur.execute("SELECT pg_sleep(0.1), %s", ["Martin"])
    (ligne,) = lignes
    assert ligne["sql"] == "SELECT pg_sleep(0.1), %s" and ligne["ms"] >= 100


def test_a_connection_is_timed_once():
    lenteur.brancher(connection)
    lenteur.brancher(connection)
    assert connection.execute_wrappers.count(lenteur.chronometrer) == 1
