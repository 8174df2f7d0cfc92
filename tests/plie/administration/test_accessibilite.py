"""axe on the pages of accounts, on a desk and on a phone; an account opened by the keyboard."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from plie.comptes.enums import Role
from plie.comptes.models import Agent
from plie.taches.models import Demande
from tests.accessibilite import examiner
from tests.connexion import se_connecter
from tests.usines import AgentFactory, ParcoursFactory, RemplacementFactory

pytestmark = pytest.mark.django_db(transaction=True)
LARGEURS = (1366, 390)
LISTE = reverse("administration:agents")


@pytest.fixture
def administration(page):
    se_connecter(page, AgentFactory(role=Role.ADMINISTRATION))
    return page


def _examiner(page, *adresses):
    for adresse in adresses:
        page.goto(adresse)
        for largeur in LARGEURS:
            page.set_viewport_size({"width": largeur, "height": 900})
            examiner(page)


def test_the_pages_of_accounts_are_accessible(administration):
    agent, clos = AgentFactory(), AgentFactory(is_active=False)
    ParcoursFactory(actif=True, structure=agent.structure, referent=agent)
    RemplacementFactory(absent=agent)
    _examiner(
        administration,
        "/",
        LISTE,
        f"{LISTE}?q=personne-ici",
        reverse("administration:agent_creer"),
        reverse("administration:agent", args=[agent.pk]),
        reverse("administration:agent", args=[clos.pk]),
        reverse("administration:acces_finir", args=[agent.pk]),
    )


def test_an_account_is_opened_by_the_keyboard(administration):
    administration.goto(LISTE)
    administration.get_by_role("link", name="Ouvrir un compte").focus()
    administration.keyboard.press("Enter")
    administration.get_by_label("Prénom").focus()
    for touches in ("Anne", "Neuf", "a.neuf@exemple.fr", "Direction", None, "0,8"):
        if touches:
            administration.keyboard.press("Control+a")
            administration.keyboard.type(touches)
        administration.keyboard.press("Tab")
    administration.keyboard.press("Enter")
    expect(administration.get_by_role("status")).to_contain_text("l'invitation part à")
    agent = Agent.objects.get(email="a.neuf@exemple.fr")
    assert (agent.prenom, agent.role, str(agent.quotite)) == ("Anne", Role.DIRECTION, "0.80")
    assert Demande.objects.filter(arguments=[agent.pk]).exists()
