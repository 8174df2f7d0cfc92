import pytest
from django.core.cache import cache
from django.db import connection

from tests.ouvrier import Ouvrier
from tests.usines import AgentFactory


@pytest.mark.django_db
def test_without_a_worker_the_answer_is_503_and_says_which_part_is_missing(client):
    reponse = client.get("/sante/")

    assert reponse.status_code == 503
    assert reponse.json() == {"base": "ok", "courtier": "ok", "worker": "absent"}


def test_with_a_worker_the_answer_is_200_until_the_worker_is_killed(client, worker: Ouvrier):
    assert client.get("/sante/").status_code == 200
    assert client.get("/sante/").json() == {"base": "ok", "courtier": "ok", "worker": "ok"}

    worker.tuer()

    assert client.get("/sante/").json() == {"base": "ok", "courtier": "ok", "worker": "absent"}


@pytest.mark.django_db
def test_without_a_broker_the_answer_comes_at_once(client, settings, tmp_path):
    settings.REDIS_URL = f"unix://{tmp_path}/absent.sock?db=0"

    reponse = client.get("/sante/")

    assert reponse.status_code == 503
    assert reponse.json() == {"base": "ok", "courtier": "absent", "worker": "absent"}


@pytest.mark.django_db
def test_without_a_database_the_answer_is_503_and_tells_no_secret(client, monkeypatch):
    monkeypatch.setitem(connection.settings_dict, "HOST", "/absente/password")
    reponse = client.get("/sante/")

    assert reponse.status_code == 503
    assert reponse.json()["base"] == "absent"
    assert b"password" not in reponse.content


@pytest.mark.django_db
def test_a_probe_only_reads(client):
    assert client.post("/sante/").status_code == 405


@pytest.mark.django_db
def test_a_probe_with_the_cookie_of_an_agent_asks_the_database_for_nothing(
    client, django_assert_num_queries
):
    client.force_login(AgentFactory())
    cache.clear()
    with django_assert_num_queries(0):
        assert client.get("/sante/").json()["base"] == "ok"
