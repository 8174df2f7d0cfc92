import re

import pytest
from django.urls import reverse

from tests.usines import AgentFactory, OffreFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def chercher(client):
    client.force_login(AgentFactory())

    def chercher(texte):
        return client.post(reverse("interface:recherche"), {"q": texte}).content.decode()

    return chercher


def test_offers_found_by_the_search_are_not_read_in_bulk_either(chercher, settings):
    settings.OFFRES_PAGES_PAR_MINUTE = 1
    OffreFactory(intitule="Soudeuse")
    assert "Soudeuse" in chercher("soudeuse")
    page = chercher("soudeuse")
    assert "Soudeuse" not in page
    assert "Trop de pages d&#x27;offres en une minute" in page


def test_a_search_that_finds_no_offer_counts_for_nothing(chercher, settings):
    settings.OFFRES_PAGES_PAR_MINUTE = 1
    OffreFactory(intitule="Soudeuse")
    chercher("personne")
    assert "Soudeuse" in chercher("soudeuse")


def test_of_a_common_word_a_few_offers_are_shown_and_the_list_has_the_others(chercher, client):
    for rang in range(7):
        OffreFactory(intitule=f"Soudeuse {rang}")
    page = " ".join(chercher("soudeuse").split())
    assert len(re.findall(r'href="/offres/\d+/"', page)) == 5
    assert "(7)" in page
    assert '<a href="/offres/?q=soudeuse">Voir toutes ces offres dans la liste</a>' in page
    assert client.get("/offres/?q=soudeuse").context["page"].paginator.count == 7
