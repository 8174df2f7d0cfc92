"""What a page asks of PostgreSQL and of the cache does not grow with its rows."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from plie.socle import cache
from tests.usines import (
    AgentFactory,
    CoordinationFactory,
    EntretienFactory,
    EtapeFactory,
    ParcoursFactory,
)

pytestmark = pytest.mark.django_db
LISTE = reverse("accompagnement:dossiers")
QUESTIONS_MAX = 15
# The session, the thresholds, the versions that the lists depend on.
LECTURES_MAX = 8


@pytest.fixture(autouse=True)
def coordination(client):
    client.force_login(CoordinationFactory())


def _peupler(nombre):
    for rang in range(nombre):
        parcours = ParcoursFactory(
            actif=True,
            participant__nom=f"Nom{rang}",
            referent=AgentFactory(),
            criteres=["rsa"],
            niveau="3",
        )
        for jour in range(nombre):
            EntretienFactory(
                parcours=parcours, debut=timezone.now() - timedelta(days=jour), notes="Vu"
            )
            EtapeFactory(parcours=parcours)
    return parcours.participant_id


def _adresses(pk):
    dossier = ("dossier", "dossier_situation", "dossier_historique", "dossier_consultations")
    return [
        LISTE,
        f"{LISTE}?q=nom&statut=tous",
        f"{LISTE}?q=nmo",
        reverse("accompagnement:accueil"),
        *(reverse(f"accompagnement:{nom}", args=[pk]) for nom in dossier),
        reverse("accompagnement:commissions"),
    ]


@pytest.mark.parametrize("nombre", [1, 3])
def test_pages_ask_as_many_questions_for_one_row_as_for_three(
    client, django_assert_max_num_queries, nombre
):
    for adresse in _adresses(_peupler(nombre)):
        with django_assert_max_num_queries(QUESTIONS_MAX):
            assert client.get(adresse).status_code == 200, adresse


def test_nor_while_the_cache_is_away(client, django_assert_max_num_queries, monkeypatch):
    """What each row would then read again of the cache, it would ask of PostgreSQL."""
    adresses = _adresses(_peupler(9))
    monkeypatch.setattr(cache._Panne, "jusqu_a", float("inf"))
    for adresse in adresses:
        with django_assert_max_num_queries(QUESTIONS_MAX + LECTURES_MAX):
            assert client.get(adresse).status_code == 200, adresse


def test_pages_read_the_cache_as_often_for_nine_rows_as_for_one(client, monkeypatch):
    demandes = []
    demander = cache.CacheQuiCede._demander
    monkeypatch.setattr(
        cache.CacheQuiCede,
        "_demander",
        lambda self, *args: demandes.append(args[1]) or demander(self, *args),
    )
    for adresse in _adresses(_peupler(9)):
        client.get(adresse)
        demandes.clear()
        assert client.get(adresse).status_code == 200
        assert len(demandes) <= LECTURES_MAX, (adresse, demandes)
