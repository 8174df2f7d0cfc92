import pytest
from django.urls import reverse

from plie.comptes.enums import Role
from tests.usines import AgentFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("adresse", "options"),
    [
        ("accompagnement:dossiers", {}),
        ("accompagnement:dossiers_exporter", {"args": ["csv"]}),
        ("accompagnement:dossiers_exporter", {"args": ["xlsx"]}),
        ("mfa_index", {}),
    ],
)
def test_nothing_that_an_agent_reads_is_kept_by_a_cache(client, adresse, options):
    client.force_login(AgentFactory(role=Role.COORDINATION))
    reponse = client.get(reverse(adresse, **options))
    reponse.close()
    assert reponse.status_code == 200
    assert {"private", "no-store"} <= set(reponse["Cache-Control"].split(", "))


def test_a_visitor_who_is_not_signed_in_reads_nothing_private(client):
    assert "private" not in client.get(reverse("account_reset_password")).get("Cache-Control", "")


def test_a_message_that_names_somebody_stays_on_the_server(client):
    client.force_login(AgentFactory(role=Role.COORDINATION))
    saisie = {
        "nom": "Eluard",
        "prenom": "Zoe",
        "date_naissance": "1980-02-03",
        "sexe": "F",
        "date_prescription": "2025-01-10",
    }
    adresse = client.post(reverse("accompagnement:dossier_creer"), saisie)["Location"]
    client.post(f"{adresse}modifier/", {**saisie, "version": 1})
    assert set(client.cookies) <= {"sessionid", "csrftoken"}
    assert "Identité enregistrée." in client.get(adresse).text


@pytest.mark.parametrize("second_facteur", [[], [Role.COORDINATION]])
def test_a_browser_signed_in_that_calls_the_api_is_refused_by_it_and_stays_signed_in(
    client, settings, second_facteur
):
    settings.ROLES_SECOND_FACTEUR = second_facteur
    client.force_login(AgentFactory(role=Role.COORDINATION))
    refus = client.get("/api/v1/changements")
    assert (refus.status_code, refus["Content-Type"]) == (401, "application/problem+json")
    assert refus.json()["code"] == "jeton_absent"
    assert "Clear-Site-Data" not in refus
    settings.ROLES_SECOND_FACTEUR = []
    assert client.get(reverse("accompagnement:dossiers")).status_code == 200
