"""What makes `make bench` fail."""

import pytest

from tests.mesures.__main__ import BORNES, BORNES_A_UN_MILLION, TAILLES, depassements

JUSTE = BORNES | {"participants": 1_000, "dossier : requêtes": 15, "indicateurs (s)": 1.0}


def test_measures_at_their_bounds_pass():
    assert depassements([JUSTE, JUSTE | {"participants": 10_000, "indicateurs (s)": 10.0}]) == []


@pytest.mark.parametrize("nom", [*BORNES, "dossier : requêtes", "accueil : requêtes"])
def test_one_measure_above_its_bound_is_said(nom):
    [phrase] = depassements([JUSTE, JUSTE | {nom: BORNES.get(nom, 15) + 1}])
    assert phrase.startswith(f"{nom}, 1000 participants : ")


@pytest.mark.parametrize(("nom", "borne"), BORNES_A_UN_MILLION.items())
def test_at_a_million_a_bound_may_be_tighter(nom, borne):
    a_la_borne = {"participants": 1_000_000, nom: borne}
    assert depassements([a_la_borne]) == depassements([a_la_borne | {"participants": 1_000}]) == []
    [phrase] = depassements([a_la_borne | {nom: borne + 0.1}])
    assert phrase.startswith(f"{nom}, 1000000 participants : ")
    assert depassements([{"participants": 1_000, nom: borne + 0.1}]) == []


def test_figures_that_grow_faster_than_the_data_are_said():
    [phrase] = depassements([JUSTE, JUSTE | {"participants": 10_000, "indicateurs (s)": 10.1}])
    assert phrase == "indicateurs, de 1000 à 10000 : temps x 10.1, au plus 10"


def test_a_bound_that_nothing_measured_is_said():
    incomplet = {nom: valeur for nom, valeur in JUSTE.items() if nom != "import / COPY"}
    toutes = [incomplet | {"participants": taille} for taille in TAILLES]
    assert depassements(toutes) == ["import / COPY : rien ne l'a mesuré"]
    assert depassements([JUSTE, *toutes]) == []
    assert depassements(toutes[:1]) == []
