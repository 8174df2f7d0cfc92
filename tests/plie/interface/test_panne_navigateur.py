"""A list that the network or an incident keeps away: said, and unsaid once it is there."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.connexion import se_connecter
from tests.usines import AgentFactory, ParcoursFactory

pytestmark = pytest.mark.django_db(transaction=True)


def _couper(page):
    page.context.set_offline(True)
    return lambda: page.context.set_offline(False)


def _casser(page):
    page.route("**/dossiers/?**", lambda route: route.fulfill(status=500, body="non"))
    return lambda: page.unroute("**/dossiers/?**")


@pytest.mark.parametrize("empecher", [_couper, _casser])
def test_a_list_that_could_not_come_says_that_it_is_the_one_before(page, empecher):
    agent = AgentFactory()
    suivi = {"actif": True, "structure": agent.structure, "referent": agent}
    ParcoursFactory(participant__nom="Dupont", **suivi)
    ParcoursFactory(participant__nom="Martin", **suivi)
    se_connecter(page, agent)
    page.goto(reverse("accompagnement:dossiers"))
    reparer = empecher(page)
    page.locator("#id_q").fill("Martin")
    expect(page.get_by_role("alert")).to_contain_text("celle qui suit est la précédente")
    expect(page.locator("#liste")).to_contain_text("Dupont")
    reparer()
    page.get_by_role("button", name="Filtrer").click()
    expect(page.locator("#liste")).not_to_contain_text("Dupont")
    expect(page.get_by_role("alert")).to_have_count(0)
