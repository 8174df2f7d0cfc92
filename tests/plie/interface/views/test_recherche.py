import logging

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from plie.comptes.enums import Role
from plie.journal.models import Consultation
from tests.usines import AgentFactory, ParcoursFactory, StructureFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def agent(client):
    agent = AgentFactory()
    client.force_login(agent)
    return agent


def suivi(agent, nom="Benali"):
    return ParcoursFactory(
        actif=True, structure=agent.structure, referent=agent, participant__nom=nom
    )


def chercher(client, texte, **entetes):
    return client.post("/recherche/", {"q": texte}, headers=entetes).content.decode()


def test_the_page_groups_what_it_finds_and_leads_to_the_whole_list(client, agent):
    parcours = suivi(agent, "Hainaut")
    StructureFactory(nom="Mission locale du Hainaut")
    page = chercher(client, "hainaut")
    assert f'href="/dossiers/{parcours.participant_id}/"' in page
    assert "/dossiers/?q=hainaut&amp;portee=tous&amp;statut=tous" in page
    assert "Mission locale du Hainaut" in page


def test_under_the_field_five_of_a_kind_are_enough(client, agent):
    for rang in range(7):
        suivi(agent, f"Benali{rang}")
    fragment = chercher(client, "benali", **{"HX-Request": "true"})
    assert "<html" not in fragment
    assert fragment.count('href="/dossiers/') == 5
    assert "Personnes : 7." in " ".join(fragment.split())


def test_what_matches_exactly_comes_before_what_only_resembles(client, agent):
    suivi(agent, "Missiaux")
    StructureFactory(nom="Mission locale du Hainaut")
    page = chercher(client, "mission")
    assert page.index("Mission locale") < page.index("Missiaux")


def test_nothing_typed_offers_the_dossiers_opened_last(client, agent):
    parcours = suivi(agent)
    client.get(f"/dossiers/{parcours.participant_id}/")
    assert "Dossiers ouverts récemment" in chercher(client, "", **{"HX-Request": "true"})


@pytest.mark.parametrize("texte", ["b", "\0", "%", "'; --", "x" * 5000, "/ ? &"])
def test_a_strange_text_is_an_ordinary_question(client, agent, texte):
    assert client.post("/recherche/", {"q": texte}).status_code == 200


def test_administration_finds_structures_and_nobody(client):
    client.force_login(AgentFactory(role=Role.ADMINISTRATION))
    ParcoursFactory(actif=True, participant__nom="Hainaut")
    StructureFactory(nom="Mission locale du Hainaut")
    page = chercher(client, "hainaut")
    assert "Mission locale" in page
    assert "Personnes" not in page


def test_searching_opens_no_dossier_and_names_nobody_in_the_log(client, agent, caplog):
    suivi(agent)
    with caplog.at_level(logging.INFO):
        chercher(client, "Benali")
    assert "Benali" not in caplog.text
    assert not Consultation.objects.exists()


def test_as_many_queries_for_one_person_as_for_three(client, agent):
    nombres = []
    for rang in range(3):
        suivi(agent, f"Benali{rang}")
        with CaptureQueriesContext(connection) as requetes:
            chercher(client, "benali", **{"HX-Request": "true"})
        nombres.append(len(requetes))
    assert nombres[0] == nombres[2] <= 6


def test_a_near_spelling_takes_no_more_than_eleven_queries_over_four_sources(client, agent):
    """Two of them set and free the bound of the first, and cost nothing."""
    suivi(agent)
    with CaptureQueriesContext(connection) as requetes:
        chercher(client, "benlai", **{"HX-Request": "true"})
    assert len(requetes) <= 11
