"""A point for each commune, a circle where something is counted."""

import re

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


def test_a_name_stands_above_its_circle_and_on_no_other_name():
    voisine = LIEUX[5] | {"code": "voisine", "nom": "Voisine", "longitude": 3.401}
    lointaine = LIEUX[5] | {"code": "lointaine", "nom": "Lointaine", "longitude": 3.9}
    nombres = {"5": 100, "voisine": 99, "lointaine": 98}
    placees = carte.placer([*LIEUX, voisine, lointaine], nombres)
    valeurs = {v["nom"]: v for v in carte.specification(placees)["data"]["values"]}
    nommees = [nom for nom, valeur in valeurs.items() if valeur["etiquette"]]
    assert nommees == ["Commune 5", "Lointaine"]
    # The largest circle is 24 pixels of radius, and 500 pixels are the 0.11 degree of the map.
    ecart = valeurs["Commune 5"]["latitude_du_nom"] - valeurs["Commune 5"]["latitude"]
    assert ecart * 500 / 0.11 == pytest.approx(24 + carte.NOM / 2, abs=0.5)


@pytest.mark.parametrize(("nombres", "cercles"), [({}, 0), ({"1": 0, "2": None}, 0), ({"1": 4}, 1)])
def test_every_commune_has_a_point_and_those_that_count_a_circle(nombres, cercles):
    svg = carte.dessiner(carte.placer(LIEUX, nombres), titre="Personnes")
    assert svg.count('aria-roledescription="circle"') == len(LIEUX) + cercles


def test_a_page_has_a_map_for_a_desk_and_one_for_a_phone_whose_letters_are_as_large():
    dessin = carte.dessiner_a_l_ecran(carte.placer(LIEUX, {"1": 4}), titre="Personnes")
    large, etroite = dessin.split('<div class="dessin-etroit">')
    largeurs = [int(re.search(r'<svg[^>]* width="(\d+)"', d)[1]) for d in (large, etroite)]
    assert largeurs[0] > 600
    assert largeurs[1] <= 330
    assert min(re.findall(r'font-size="(\d+)px"', etroite)) == "10"


@pytest.mark.django_db
def test_the_places_are_those_of_the_territory():
    CommuneFactory()
    CommuneFactory(code_insee="59350", nom="Lille", est_du_territoire=False)
    assert [lieu["code"] for lieu in carte.lieux_du_territoire()] == ["59172"]
