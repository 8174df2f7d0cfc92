"""What a magnified page keeps, and what a wide one uses."""

import pytest
from django.urls import reverse

from accompagnement.models import Notification
from tests.connexion import se_connecter
from tests.usines import AgentFactory

pytestmark = pytest.mark.django_db(transaction=True)
A_400 = {"width": 320, "height": 256}
BUREAU = {"width": 1366, "height": 768}
DEBORDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture
def referent(transactional_db):
    return AgentFactory()


def test_nothing_scrolls_sideways_at_400_percent_with_news(page, referent):
    for objet in range(12):
        Notification.objects.create(destinataire=referent, nature="mot", objet=objet)
    se_connecter(page, referent)
    page.set_viewport_size(A_400)
    for adresse in ("/", reverse("offres:offre_creer"), reverse("accompagnement:dossiers")):
        page.goto(adresse)
        assert page.evaluate(DEBORDE) <= 0, adresse


def test_two_sections_of_a_form_stand_side_by_side_where_there_is_room(page, referent):
    se_connecter(page, referent)
    page.set_viewport_size(BUREAU)
    page.goto(reverse("offres:offre_creer"))
    sections = page.locator("form > .section")
    places = [sections.nth(rang).bounding_box() for rang in range(4)]
    assert places[0]["y"] == places[1]["y"] and places[2]["y"] == places[3]["y"]
    assert places[1]["x"] > places[0]["x"] + places[0]["width"]
    page.set_viewport_size(A_400)
    places = [sections.nth(rang).bounding_box() for rang in range(4)]
    assert [p["y"] for p in places] == sorted({p["y"] for p in places})
