"""A point for each commune, a circle where something is counted."""

import pytest

from offres.territoire import carte
from tests.usines import CommuneFactory

LIEUX = [
    {"code": str(rang), "nom": f"Commune {rang}", "latitude": 50 + rang / 100, "longitude": 3.4}
    for rang in range(12)
]


def test_a_commune_has_its_number_or_none():
    placees = carte.placer(LIEUX, {"3": 7, "inconnue": 9})
    assert [lieu["nombre"] for lieu in placees] == [None, None, None, 7, *[None] * 8]


def test_only_the_largest_are_named():
    nombres = {lieu["code"]: rang for rang, lieu in enumerate(LIEUX)}
    valeurs = carte.specification(carte.placer(LIEUX, nombres))["data"]["values"]
    nommees = [valeur["etiquette"] for valeur in valeurs if valeur["etiquette"]]
    assert nommees == [f"Commune {rang}" for rang in range(11, 3, -1)]


@pytest.mark.parametrize(("nombres", "cercles"), [({}, 0), ({"1": 0, "2": None}, 0), ({"1": 4}, 1)])
def test_every_commune_has_a_point_and_those_that_count_a_circle(nombres, cercles):
    svg = carte.dessiner(carte.placer(LIEUX, nombres), titre="Personnes")
    assert svg.count('aria-roledescription="circle"') == len(LIEUX) + cercles


@pytest.mark.django_db
def test_the_places_are_those_of_the_territory():
    CommuneFactory()
    CommuneFactory(code_insee="59350", nom="Lille", est_du_territoire=False)
    assert [lieu["code"] for lieu in carte.lieux_du_territoire()] == ["59172"]
