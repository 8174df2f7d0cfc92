"""An XLSX read as the CSV that somebody would have saved from it."""

import io
import zipfile
from datetime import date, datetime

import pytest
from openpyxl import Workbook

from accompagnement.actions.importation import classeur
from accompagnement.actions.importation.lecture import FichierRefuse, ouvrir
from plie.socle.depot import contenu

ENTETE = ["identifiant_externe", "nom", "prenom", "date_naissance", "sexe"]


@pytest.fixture
def ecrire(tmp_path):
    def ecrire(*lignes):
        cahier = Workbook()
        for ligne in lignes:
            cahier.active.append(ligne)
        cahier.save(tmp_path / "a.xlsx")
        return tmp_path / "a.xlsx"

    return ecrire


def test_cells_are_what_somebody_would_have_typed(ecrire):
    chemin = ecrire(
        ENTETE,
        [12.0, "Dupont; dite\nZa", "Zoé", date(1980, 1, 2), "F"],
        [],
        ["A3", None, 3.5, datetime(1980, 1, 2, 3), "M"],  # noqa: DTZ001 - as Excel has it
    )
    fichier = ouvrir(chemin)
    assert fichier.colonnes == ENTETE
    assert [(numero, cellules[:5]) for numero, cellules in fichier.lignes() if any(cellules)] == [
        (2, ["12", "Dupont; dite Za", "Zoé", "1980-01-02", "F"]),
        (4, ["A3", "", "3.5", "1980-01-02", "M"]),
    ]


@pytest.mark.parametrize(
    ("valeur", "format_", "lue"),
    [
        (5918, "00000", "05918"),
        (1234567890.0, "0" * 11, "01234567890"),
        (59172, "0", "59172"),
        (5918, "General", "5918"),
        (5918, '#,##0.00\\ "€"', "5918"),
        (5, "0" * 200, "5"),
        (3.5, "00000", "3.5"),
    ],
)
def test_the_zeros_that_a_format_shows_are_those_of_a_code(tmp_path, valeur, format_, lue):
    cahier = Workbook()
    cahier.active.append(ENTETE)
    cahier.active.append([valeur])
    cahier.active["A2"].number_format = format_
    cahier.save(tmp_path / "a.xlsx")
    assert next(cellules for _, cellules in ouvrir(tmp_path / "a.xlsx").lignes())[0] == lue


def test_a_day_written_as_a_strict_workbook_has_it_is_a_day(tmp_path):
    cahier = Workbook(iso_dates=True)
    cahier.active.append(ENTETE)
    cahier.active.append(["A1", "Dupont", "Zoé", date(1980, 1, 2), "F"])
    cahier.save(tmp_path / "a.xlsx")
    assert next(cellules for _, cellules in ouvrir(tmp_path / "a.xlsx").lignes())[3] == "1980-01-02"


def test_a_formula_is_not_calculated(ecrire):
    fichier = ouvrir(ecrire(ENTETE, ["A1", "=1+1", '=HYPERLINK("http://x")', None, "F"]))
    assert next(cellules for _, cellules in fichier.lignes())[:3] == ["A1", "", ""]


def test_columns_unknown_are_told_as_in_a_csv(ecrire):
    with pytest.raises(FichierRefuse, match="Colonne inconnue : « prenon »"):
        ouvrir(ecrire([*ENTETE[:2], "prenon", *ENTETE[3:]], ["A1"]))


@pytest.mark.parametrize("coupe", [4, 2000])
def test_what_is_no_whole_workbook_is_said(ecrire, coupe):
    chemin = ecrire(ENTETE, ["A1"])
    chemin.write_bytes(chemin.read_bytes()[:coupe])
    with pytest.raises(FichierRefuse, match="Ce classeur ne se lit pas"):
        ouvrir(chemin)


def test_an_archive_that_is_no_workbook_is_said(tmp_path):
    chemin = tmp_path / "a.zip"
    with zipfile.ZipFile(chemin, "w") as archive:
        archive.writestr("bonjour.txt", "rien")
    assert chemin.read_bytes().startswith(classeur.SIGNATURE)
    with pytest.raises(FichierRefuse, match="Ce classeur ne se lit pas"):
        ouvrir(chemin)


def test_a_bomb_is_refused_before_it_is_read(ecrire, monkeypatch):
    chemin = ecrire(ENTETE, ["A" * 100_000])
    monkeypatch.setattr(contenu, "TAILLE_DEPLIEE_MAXIMALE", 20_000)
    with pytest.raises(FichierRefuse, match="volume anormal"):
        ouvrir(chemin)


def test_what_is_too_heavy_is_refused(ecrire, monkeypatch):
    monkeypatch.setattr("accompagnement.actions.importation.classeur.TAILLE_MAXIMALE", 100)
    with pytest.raises(FichierRefuse, match="dépasse 10 Mo"):
        ouvrir(ecrire(ENTETE))


def test_a_hidden_sheet_is_not_the_one_that_is_read(tmp_path):
    cahier = Workbook()
    cahier.active.append(["listes"])
    cahier.active.sheet_state = "hidden"
    cahier.active = cahier.create_sheet("Dossiers")
    cahier.active.append(ENTETE)
    cahier.save(tmp_path / "a.xlsx")
    assert ouvrir(tmp_path / "a.xlsx").colonnes == ENTETE


def test_a_row_numbered_beyond_all_is_refused(ecrire, monkeypatch):
    """Every row before it would be written on the disk."""
    monkeypatch.setattr(classeur, "LIGNES_MAXIMALES", 20)
    chemin = ecrire(ENTETE)
    cellule = '<row r="22"><c t="inlineStr"><is><t>A1</t></is></c></row>'
    _remplacer_la_feuille(chemin, cellule)
    with pytest.raises(FichierRefuse, match="trop grand"):
        ouvrir(chemin)


@pytest.mark.parametrize("borne", ["CARACTERES_D_UNE_CELLULE", "CARACTERES_MAXIMAUX"])
def test_a_text_that_fills_many_cells_is_refused(ecrire, monkeypatch, borne):
    """It is once in the file, and as many times on the disk."""
    monkeypatch.setattr(classeur, borne, 150)
    with pytest.raises(FichierRefuse, match="trop grand"):
        ouvrir(ecrire(ENTETE, *[["A" * 151]] * 2))


def test_entities_that_unfold_are_refused(ecrire):
    """The parser itself stops at what multiplies."""
    chemin = ecrire(ENTETE, ["A1"])
    entites = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    cellule = '<row r="1"><c t="inlineStr"><is><t>&l9;</t></is></c></row>'
    _remplacer_la_feuille(chemin, cellule, f'<!DOCTYPE s [<!ENTITY l0 "{"x" * 100}">{entites}]>')
    with pytest.raises(FichierRefuse, match="ne se lit pas"):
        ouvrir(chemin)


def _remplacer_la_feuille(chemin, lignes, doctype=""):
    feuille = (
        f'<?xml version="1.0"?>{doctype}'
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        f"<sheetData>{lignes}</sheetData></worksheet>"
    )
    refait = io.BytesIO()
    with zipfile.ZipFile(chemin) as lu, zipfile.ZipFile(refait, "w") as ecrit:
        for nom in lu.namelist():
            ecrit.writestr(nom, feuille if nom.endswith("sheet1.xml") else lu.read(nom))
    chemin.write_bytes(refait.getvalue())
