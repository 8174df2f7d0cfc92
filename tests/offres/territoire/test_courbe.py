"""The curve of the weeks, on a desk and on a phone."""

import re
from datetime import date, timedelta
from itertools import pairwise

import pytest
from django.urls import reverse

from offres.territoire import courbe
from plie.comptes.enums import Role
from tests.usines import AgentFactory, OffreFactory, SynchronisationFactory

SEMAINES = [(date(2026, 11, 15), 1900), (date(2026, 11, 22), 1402), (date(2026, 11, 29), 1857)]


def test_a_point_stands_for_each_week_in_their_order():
    valeurs = courbe.specification(SEMAINES)["data"]["values"]
    assert valeurs == [
        {"semaine": "15/11", "offres": 1900},
        {"semaine": "22/11", "offres": 1402},
        {"semaine": "29/11", "offres": 1857},
    ]


def test_it_is_drawn_whole_for_both_screens():
    large, etroite = courbe.dessiner(SEMAINES).split('<div class="dessin-etroit">')
    largeurs = [int(re.search(r'<svg[^>]* width="(\d+)"', d)[1]) for d in (large, etroite)]
    assert largeurs[0] > 1100
    assert largeurs[1] <= 330
    assert "1 900" in large.replace("\xa0", " ") or "2 000" in large.replace("\xa0", " ")


def test_on_a_phone_the_days_are_apart():
    semaines = [(date(2026, 6, 7) + timedelta(weeks=rang), 1800) for rang in range(26)]
    _, etroite = courbe.dessiner(semaines).split('<div class="dessin-etroit">')
    jours = re.findall(r'translate\(([\d.]+),[^>]* opacity="1">\d\d/\d\d<', etroite)
    places = [float(place) for place in jours]
    assert len(places) >= 3
    # Five signs of eleven pixels, and a space.
    assert min(b - a for a, b in pairwise(places)) > 36


def test_it_is_said_to_who_does_not_see_it():
    assert courbe.dire(SEMAINES).startswith(
        "De 1900 à 1857 offres ouvertes en 3 semaines, entre 1402 et 1900"
    )


@pytest.mark.django_db
def test_the_page_draws_the_weeks_and_gives_their_numbers(client):
    SynchronisationFactory()
    OffreFactory()
    client.force_login(AgentFactory(role=Role.FACILITATEUR))
    page = client.get(reverse("offres:territoire")).content.decode()
    assert page.count('aria-roledescription="point"') == 2 * 26
    tableau = page[page.index("Offres ouvertes en fin de semaine") :]
    assert tableau[: tableau.index("</table>")].count('<th scope="row">') == 26
