"""An XLSX read as the CSV that somebody would have saved from it."""

import io
import zipfile
from datetime import date, datetime

import pytest
from openpyxl import Workbook

from accompagnement.actions.importation.classeur import SIGNATURE
from accompagnement.actions.importation.lecture import FichierRefuse, ouvrir
from plie.socle.depot import contenu

ENTETE = ["identifiant_externe", "nom", "prenom", "date_naissance", "sexe"]


@pytest.fixture
def ecrire(tmp_path):
    def ecrire(*lignes):
        classeur = Workbook()
        for ligne in lignes:
            classeur.active.append(ligne)
        classeur.save(tmp_path / "a.xlsx")
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
    assert chemin.read_bytes().startswith(SIGNATURE)
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


def test_entities_that_unfold_are_refused(ecrire):
    """The parser itself stops at what multiplies."""
    chemin = ecrire(ENTETE, ["A1"])
    entites = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    cellule = '<row r="1"><c t="inlineStr"><is><t>&l9;</t></is></c></row>'
    piege = (
        f'<?xml version="1.0"?><!DOCTYPE s [<!ENTITY l0 "{"x" * 100}">{entites}]>'
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        f"<sheetData>{cellule}</sheetData></worksheet>"
    )
    refait = io.BytesIO()
    with zipfile.ZipFile(chemin) as lu, zipfile.ZipFile(refait, "w") as ecrit:
        for nom in lu.namelist():
            ecrit.writestr(nom, piege if nom.endswith("sheet1.xml") else lu.read(nom))
    chemin.write_bytes(refait.getvalue())
    with pytest.raises(FichierRefuse, match="ne se lit pas"):
        ouvrir(chemin)
