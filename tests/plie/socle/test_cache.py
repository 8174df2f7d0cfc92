"""While Redis is away people sign in, read and write; when it is back nothing stale is shown."""

import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.cache import cache
from django.urls import reverse

from accompagnement.models import Participant
from plie.comptes.enums import Role
from plie.socle import cache as module
from tests.usines import MOT_DE_PASSE, AgentFactory
from tests.valkey import Valkey

pytestmark = pytest.mark.django_db


@pytest.fixture
def valkey(settings):
    serveur = Valkey().demarrer()
    settings.CACHES = {"default": settings.CACHES["default"] | {"LOCATION": serveur.url}}
    yield serveur
    cache.close()
    serveur.jeter()
    module._Panne.jusqu_a, module._Panne.a_rattraper = 0.0, False


NOUVEAU = {
    "nom": "Benali",
    "prenom": "Fatima",
    "sexe": "F",
    "date_naissance": "1980-01-01",
    "date_prescription": "2025-01-10",
}


def _se_connecter(client, agent):
    return client.post(reverse("account_login"), {"login": agent.email, "password": MOT_DE_PASSE})


def _creer_un_dossier(client):
    return client.post(
        reverse("accompagnement:dossier_creer"),
        NOUVEAU,
    )


def test_without_redis_people_sign_in_read_and_write(client, valkey):
    agent = AgentFactory()
    valkey.arreter()
    assert _se_connecter(client, agent).status_code == 302
    assert client.get("/").status_code == 200
    assert client.get(reverse("accompagnement:dossiers")).status_code == 200
    assert _creer_un_dossier(client).status_code == 302
    assert Participant.objects.get().nom == "BENALI"


def test_a_session_opened_before_outlives_redis(client, valkey):
    _se_connecter(client, AgentFactory(role=Role.COORDINATION))
    valkey.arreter()
    assert client.get("/").status_code == 200
    valkey.demarrer()
    assert client.get("/").status_code == 200


def test_a_frozen_redis_costs_a_request_one_second_and_not_ten(client, valkey):
    _se_connecter(client, AgentFactory(role=Role.COORDINATION))
    valkey.geler()
    debut = time.monotonic()
    assert client.get("/").status_code == 200
    assert time.monotonic() - debut < 4
    valkey.degeler()


def test_what_could_not_be_forgotten_is_forgotten_when_redis_is_back(valkey, monkeypatch):
    cache.set("chiffre", 1)
    valkey.arreter()
    cache.delete("chiffre")
    assert cache.get("chiffre", "absent") == "absent"
    valkey.demarrer()
    monkeypatch.setattr(module._Panne, "jusqu_a", 0.0)
    assert cache.get("chiffre") is None
    cache.set("chiffre", 2)
    assert cache.get("chiffre") == 2


@pytest.mark.parametrize(
    ("appel", "vide"),
    [
        (lambda: cache.add("x", 1), True),
        (lambda: cache.get_or_set("x", lambda: 7), 7),
        (lambda: cache.get_many(["x"]), {}),
        (lambda: cache.set_many({"x": 1}), []),
        (lambda: cache.delete_many(["x"]), None),
        (lambda: cache.incr("x", 3), 3),
        (lambda: cache.touch("x"), False),
        (lambda: "x" in cache, False),
        (lambda: cache.compter("x", 60), 0),
    ],
)
def test_without_redis_the_cache_answers_as_an_empty_one(valkey, appel, vide):
    valkey.arreter()
    assert appel() == vide


def test_of_many_counts_at_once_none_is_missed():
    with ThreadPoolExecutor(10) as fils:
        nombres = list(fils.map(lambda _: cache.compter("compteur", 60), range(100)))
    assert sorted(nombres) == list(range(1, 101))
    client = cache._cache.get_client("compteur")
    assert 0 < client.ttl(cache.make_key("compteur")) <= 60
