from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accompagnement.actions.importation import cellules


@pytest.mark.parametrize(
    ("brut", "lue"),
    [
        ("2025-01-15", date(2025, 1, 15)),
        ("15/01/2025", date(2025, 1, 15)),
        ("5/1/2025", date(2025, 1, 5)),
        ("2025-01-15 00:00:00", date(2025, 1, 15)),
        ("45672", date(2025, 1, 15)),
        ("45672,0", date(2025, 1, 15)),
        ("29/02/2024", date(2024, 2, 29)),
    ],
)
def test_a_date_is_read_in_each_form_a_spreadsheet_gives_it(brut, lue):
    assert cellules.lire_date(brut).valeur == lue


@pytest.mark.parametrize(
    ("brut", "phrase"),
    [
        ("15/01/25", "deux chiffres"),
        ("29/02/2025", "calendrier"),
        ("32/01/2025", "calendrier"),
        ("hier", "n'est pas une date"),
        ("15/01/1825", "1900"),
        ("2025-01-15 13:45", "n'est pas une date"),
        ("²025-01-15", "n'est pas une date"),
    ],
)
def test_a_doubtful_date_is_refused_with_its_reason(brut, phrase):
    assert phrase in cellules.lire_date(brut).faute


@given(st.dates(min_value=date(1927, 5, 18), max_value=date(2100, 1, 1)))
def test_every_day_reads_the_same_in_its_three_forms(jour):
    serie = (jour - cellules.ORIGINE_EXCEL).days
    formes = (f"{jour:%Y-%m-%d}", f"{jour:%d/%m/%Y}", str(serie))
    assert {cellules.lire_date(forme).valeur for forme in formes} == {jour}
    assert cellules.ORIGINE_EXCEL + timedelta(days=serie) == jour


@given(st.text(max_size=40))
def test_no_text_makes_a_reader_fail(texte):
    for lire in (
        cellules.lire_identifiant,
        cellules.lire_date,
        cellules.lire_sexe,
        cellules.lire_numero_france_travail,
        cellules.lire_commune({"59172"}, {}, {}),
        cellules.lire_telephone,
        cellules.lire_email,
        cellules.lire_niveau,
        cellules.lire_criteres,
        cellules.lire_motif(["cdi"]),
        cellules.lire_structure({}),
    ):
        lu = lire(texte)
        assert lu.faute is None or lu.valeur is None


@pytest.mark.parametrize(
    ("brut", "numero", "avis"),
    [
        ("12345678901", "12345678901", None),
        ("12 345 678 901", "12345678901", None),
        ("1234567a", "1234567A", None),
        ("123456789", "00123456789", cellules.AVIS_ZEROS),
        ("12345678901.0", "12345678901", cellules.AVIS_DECIMALE),
    ],
)
def test_a_france_travail_number_is_read_and_restored(brut, numero, avis):
    lu = cellules.lire_numero_france_travail(brut)
    assert (lu.valeur, lu.avis) == (numero, avis)


@pytest.mark.parametrize("brut", ["1,23457E+10", "1.23457E+10", "1E+10"])
def test_a_number_turned_into_a_power_of_ten_is_explained(brut):
    for lire in (
        cellules.lire_numero_france_travail,
        cellules.lire_identifiant,
        cellules.lire_telephone,
        cellules.lire_structure({}),
    ):
        assert "puissance de dix" in lire(brut).faute


@pytest.mark.parametrize("brut", ["1234", "123456789012", "ABCDEFGH", "1234567é", "١٢٣٤٥٦٧٨٩٠١"])
def test_a_malformed_france_travail_number_is_refused(brut):
    assert "n'est pas un numéro France Travail" in cellules.lire_numero_france_travail(brut).faute


lire_commune = cellules.lire_commune(
    {"59172", "01004"}, {"59220": [("59172", "Denain")]}, {"denain": "59172"}
)


@pytest.mark.parametrize(
    ("brut", "code"), [("59172", "59172"), ("59172.0", "59172"), ("1004", "01004")]
)
def test_a_commune_is_its_insee_code_even_damaged(brut, code):
    assert lire_commune(brut).valeur == code


@pytest.mark.parametrize(
    ("brut", "phrase"),
    [
        ("59220", "code postal ; le code INSEE est 59172 pour Denain"),
        ("Denain", "code INSEE de Denain : 59172"),
        ("99999", "d'aucune commune connue"),
    ],
)
def test_anything_else_is_told_the_code_to_write(brut, phrase):
    assert phrase in lire_commune(brut).faute


@pytest.mark.parametrize(
    ("brut", "niveau"),
    [
        ("NV5", "3"),
        ("Niveau 4", "4"),
        ("Infra 3", "infra3"),
        ("V", "3"),
        ("AFS", "infra3"),
        ("5", "5"),
    ],
)
def test_a_level_is_read_in_the_present_numbering(brut, niveau):
    assert cellules.lire_niveau(brut).valeur == niveau


def test_a_telephone_gets_its_zero_back():
    assert cellules.lire_telephone("639980001").valeur == "0639980001"
    assert cellules.lire_telephone("33 6 39 98 00 01").avis is None
    entiere = cellules.lire_telephone("0639980001,0")
    assert (entiere.valeur, entiere.avis) == ("0639980001", cellules.AVIS_DECIMALE)
    assert cellules.lire_telephone("demander à sa sœur").faute


def test_criteria_are_separated_by_commas_and_counted_once():
    assert cellules.lire_criteres("rsa, DETLD,rsa").valeur == ["rsa", "detld"]
    assert "critère inconnu : rmi" in cellules.lire_criteres("rsa,rmi").faute
