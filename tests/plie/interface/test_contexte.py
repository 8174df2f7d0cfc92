"""What every page says: whose platform it is."""

import pytest
from django.urls import reverse

from plie.comptes.enums import Role
from tests.usines import AgentFactory

pytestmark = pytest.mark.django_db
NOM = "PLIE du Pays d'Essai"


@pytest.mark.parametrize(
    ("role", "lieu"), [("administration", "du Pays d'Essai"), ("referent", "")]
)
def test_the_name_is_in_the_bar_where_its_entries_leave_room(client, settings, role, lieu):
    settings.PLIE_NOM = NOM
    client.force_login(AgentFactory(role=role))
    page = client.get("/")
    assert page.context["plie_lieu"] == lieu
    assert ("barre-lieu" in page.text) == bool(lieu)


def test_the_name_ends_the_title_of_a_page(client, settings):
    settings.PLIE_NOM = NOM
    client.force_login(AgentFactory(role=Role.ADMINISTRATION))
    for adresse in ("/", reverse("administration:agents")):
        titre = client.get(adresse).text.split("<title>")[1].split("</title>")[0]
        assert titre.replace("&#x27;", "'").strip().endswith(f"– {NOM}")
