"""The list of dossiers in a browser: filtered in place, left, found again."""

import pytest
from playwright.sync_api import expect

from plie.comptes.enums import Role
from tests.accessibilite import examiner
from tests.connexion import se_connecter
from tests.usines import AgentFactory, ParcoursFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def coordination(page, settings):
    settings.DEMONSTRATION = True
    agent = AgentFactory(role=Role.COORDINATION)
    se_connecter(page, agent)
    return page


def test_going_back_to_a_filtered_list_finds_the_whole_page(coordination):
    ParcoursFactory(actif=True, participant__nom="Dupont")
    ParcoursFactory(actif=True, participant__nom="Martin")
    coordination.goto("/dossiers/")
    examiner(coordination)
    coordination.fill("#id_q", "dupont")
    expect(coordination.locator("#liste").get_by_role("status")).to_contain_text("1 dossier")
    coordination.click("#liste tbody a")
    expect(coordination.get_by_role("heading", name="Dupont")).to_be_visible()
    coordination.go_back()
    expect(coordination.get_by_role("heading", name="Dossiers")).to_be_visible()
    expect(coordination.locator("#id_q")).to_have_value("dupont")
    coordination.go_back()
    expect(coordination.locator("#liste").get_by_role("status")).to_contain_text("2 dossiers")
    expect(coordination.locator("#id_q")).to_have_value("")


def test_the_next_page_keeps_the_filters_and_the_reader_in_the_list(coordination):
    for rang in range(26):
        ParcoursFactory(actif=True, participant__nom=f"Dupont {rang:02}")
    ParcoursFactory(actif=True, participant__nom="Martin")
    coordination.goto("/dossiers/?q=dupont")
    coordination.get_by_role("link", name="Page suivante").click()
    expect(coordination.locator("#liste tbody tr")).to_have_count(1)
    expect(coordination.locator("header")).to_have_count(1)
    expect(coordination.locator(".puces")).to_contain_text("dupont")
    coordination.keyboard.press("Tab")
    expect(coordination.get_by_role("link", name="Exporter", exact=True)).to_be_focused()
