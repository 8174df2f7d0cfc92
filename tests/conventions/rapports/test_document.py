"""What the PDF draws above a table is what the table prints."""

import pytest

from conventions.rapports import document
from conventions.rapports.masque import COMMUNE, masquer
from tests.conventions.rapports import plie_invente as plie

PERSONNES = "personnes_accompagnees"
LIEUX = [
    {"code": code, "nom": code, "latitude": 50.3, "longitude": 3.4 + rang / 100}
    for rang, code in enumerate(plie.COMMUNES)
]


@pytest.mark.parametrize("mois", [6, 12])
def test_the_map_shows_the_communes_that_are_printed_and_nothing_of_the_others(mois, monkeypatch):
    lus = {}
    monkeypatch.setattr(document.carte, "dessiner", lambda points, **o: lus.update(points=points))
    masquees = masquer(plie.rapport(plie.inventer(1), mois))
    nom = "annee" if mois == 12 else "mois"
    (table,) = [v for v in masquees["ventilations"] if v["code"] == COMMUNE]
    assert "masquées ou réunies n'en ont pas" in document._graphique(table, nom, LIEUX)["texte"]
    imprimees = {
        m["code"]: m["valeurs"][nom][PERSONNES]["valeur"]
        for m in table["modalites"]
        if m["code"] in plie.COMMUNES and not m["masque"][nom].get(PERSONNES)
    }
    dessinees = {point["nom"]: point["nombre"] for point in lus["points"] if point["nombre"]}
    assert dessinees == imprimees and 0 < len(dessinees) < len(plie.COMMUNES)


def test_an_older_report_that_kept_no_place_has_no_map():
    masquees = masquer(plie.rapport(plie.inventer(1), 6))
    (table,) = [v for v in masquees["ventilations"] if v["code"] == COMMUNE]
    assert document._graphique(table, "mois", None) is None
