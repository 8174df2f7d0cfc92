import re
from pathlib import Path

import pytest
from django.core.cache import cache

from conventions.indicateurs import courbes
from offres.territoire import carte
from plie.socle import graphique

COMMUNES = [
    {"nom": f"Commune {rang}", "latitude": 50 + rang / 10, "longitude": 3 + rang / 10, "nombre": 9}
    for rang in range(3)
]


def test_the_colours_are_those_of_the_style_sheet(settings):
    feuille = (settings.BASE_DIR / "static" / "plie" / "theme.css").read_text()
    assert f"--encre: {graphique.couleur('encre')};" in feuille
    assert len(set(courbes.COULEURS)) == len(courbes.SERIES)


def test_an_unknown_token_is_an_error():
    with pytest.raises(KeyError):
        graphique.couleur("mauve")


def test_a_chart_writes_no_colour_of_its_own():
    for module in (carte, courbes):
        source = Path(module.__file__).read_text(encoding="utf-8")
        assert re.findall(r"#[0-9a-fA-F]{3,6}\b", source) == []


def test_a_chart_is_drawn_once_and_kept(monkeypatch):
    cache.clear()
    premier = carte.dessiner(COMMUNES)
    assert premier.startswith("<svg") and graphique.couleur("marine") in premier
    monkeypatch.setattr(graphique.vl_convert, "vegalite_to_svg", lambda _: pytest.fail("redrawn"))
    assert carte.dessiner(COMMUNES) == premier


def test_the_largest_communes_are_named_and_those_without_offers_are_not():
    vide = {"nom": "Vide", "latitude": 50, "longitude": 3, "nombre": 0}
    valeurs = carte.specification([vide, *COMMUNES])["data"]["values"]
    assert [v["etiquette"] for v in valeurs] == ["Commune 0", "Commune 1", "Commune 2", ""]
