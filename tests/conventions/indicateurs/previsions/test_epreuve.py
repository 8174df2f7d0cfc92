"""Forecasts of the past know what was known that day, and nothing more."""

from datetime import date

import pytest

from conventions.indicateurs.declarations import PAR_CODE
from conventions.indicateurs.previsions.epreuve import Essai, Passe, eprouver, resumer
from tests.usines import ParcoursFactory


def test_an_exit_known_later_was_not_counted_then():
    mars, avril = date(2025, 3, 1), date(2025, 4, 20)
    passe = Passe(PAR_CODE["sorties"], ((mars, date(2025, 3, 5), 2, 0), (mars, avril, 3, 0)))
    entier = mars, date(2025, 3, 31)
    assert passe.compter(*entier, date(2025, 3, 31)).valeur == 2
    assert passe.compter(*entier, avril).valeur == 5
    assert passe.compter(date(2025, 4, 1), date(2025, 4, 30), avril).valeur == 0


def test_the_summary_counts_what_came_within():
    essais = [
        Essai("entrees", date(2025, 1, 31), 90, 110, 80, 130, 100),
        Essai("entrees", date(2025, 2, 28), 90, 99, 80, 130, 100),
        Essai("sorties", date(2025, 1, 31), 90, 110, 101, 130, 100),
        Essai("sorties", date(2025, 2, 28), 90, 110, 101, 121, 100),
    ]
    resume = resumer(essais)
    assert (resume["previsions"], resume["couverture"], resume["largeur"]) == (4, 75, 17.2)
    assert resume["comme_l_an_dernier"] == {"couverture": 50, "largeur": 37.2}
    assert [indicateur["code"] for indicateur in resume["indicateurs"]] == ["entrees", "sorties"]


@pytest.mark.django_db
def test_nothing_is_forecast_of_a_plie_that_begins():
    assert eprouver(date(2026, 1, 1)) == []
    ParcoursFactory(sorti=True)
    assert eprouver(date(2026, 1, 1)) == []
    assert resumer([])["couverture"] is None


@pytest.mark.django_db
def test_what_began_later_is_tried_once_it_has_years_of_its_own_to_compare_with():
    """Entries since 2019, exits since 2021: three years before each year that is forecast."""
    ParcoursFactory.create_batch(3, actif=True, date_entree=date(2019, 1, 7))
    for rang in range(4 * 12):
        le = date(2021 + rang // 12, rang % 12 + 1, 10)
        ParcoursFactory.create_batch(2, sorti=True, date_entree=date(2020, 1, 6), date_sortie=le)
    essais = eprouver(date(2025, 1, 1), codes=("entrees", "sorties"))
    assert {essai.le.year for essai in essais if essai.code == "sorties"} == {2024}


@pytest.mark.django_db
def test_a_plie_that_nobody_has_left_yet_forecasts_its_entries():
    for annee in range(2019, 2025):
        ParcoursFactory.create_batch(3, actif=True, date_entree=date(annee, 2, 7))
    essais = eprouver(date(2025, 1, 1), codes=("entrees", "sorties"))
    assert {essai.code for essai in essais} <= {"entrees"}
