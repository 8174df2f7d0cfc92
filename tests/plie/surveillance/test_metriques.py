from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone
from prometheus_client.parser import text_string_to_metric_families

from plie.sauvegarde.suite import SAUVEGARDE, consigner_la_suite
from plie.taches.models import Demande
from tests.usines import AgentFactory

pytestmark = pytest.mark.django_db
JETON = "un jeton de supervision"
MONTRE = {"Authorization": f"Bearer {JETON}"}


@pytest.fixture
def jeton(settings):
    settings.JETON_SUPERVISION = JETON


def lire(reponse):
    familles = text_string_to_metric_families(reponse.content.decode())
    return {
        (mesure.name, *mesure.labels.values()): mesure.value
        for famille in familles
        for mesure in famille.samples
    }


def test_a_supervisor_reads_the_measures_of_now(client, jeton):
    Demande.objects.create(tache="x", cle="x", pas_avant=timezone.now() - timedelta(hours=2))
    consigner_la_suite(SAUVEGARDE, {"fichiers": 1})
    reponse = client.get("/metrics", headers=MONTRE)
    assert reponse["Content-Type"].startswith("text/plain")
    lues = lire(reponse)
    assert lues[("plie_travaux_en_attente",)] == 1
    assert 7200 <= lues[("plie_file_age_secondes",)] < 7300
    assert 0 <= lues[("plie_sauvegarde_age_secondes",)] < 100
    assert lues[("plie_avertissement", "file")] == 1
    assert lues[("plie_disque_octets", "documents")] > 0


@pytest.mark.parametrize("montre", ["", "Bearer ", "Bearer autre", JETON + "x", "Bearer é"])
def test_without_the_token_nothing_is_told(client, jeton, montre):
    reponse = client.get("/metrics", headers={"Authorization": montre})
    assert reponse.status_code == 403
    assert b"plie_" not in reponse.content
    assert set(client.get("/sante/", headers={"Authorization": montre}).json()) == {
        *("base", "courtier", "worker")
    }


@pytest.mark.parametrize("montre", ["", "Bearer ", "Bearer"])
def test_without_a_token_in_the_settings_nobody_is_a_supervisor(client, settings, montre):
    settings.JETON_SUPERVISION = ""
    assert client.get("/metrics", headers={"Authorization": montre}).status_code == 403


def test_sante_details_its_warnings_to_who_shows_the_token(client, jeton):
    dits = client.get("/sante/", headers=MONTRE).json()["avertissements"]
    assert "veille" in [dit["code"] for dit in dits]


def test_the_cookie_of_an_agent_costs_no_query(client, jeton, django_assert_num_queries):
    client.force_login(AgentFactory())
    cache.clear()
    # The jobs, and the night jobs of the warnings.
    with django_assert_num_queries(2):
        client.get("/metrics", headers=MONTRE)
