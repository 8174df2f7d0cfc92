from datetime import date

import pytest
from openpyxl import load_workbook

from plie.socle.export import classeur_xlsx, lignes_csv, neutraliser, telechargement

# Full width, or after what a spreadsheet skips.
DEGUISEES = [
    "＝1+1",
    "＋33",
    "－2",
    "＠SUM(A1)",
    "\ufeff=1",
    "\u200b=1",
    "\x01=1",
    " =1",
    "\n\xa0+1",
]


@pytest.mark.parametrize("texte", ["=1+1", "+33", "-2", "@SUM(A1)", "\t=1", "\r=1", *DEGUISEES])
def test_text_that_a_spreadsheet_would_run_is_quoted(texte):
    assert neutraliser(texte) == f"'{texte}"


@pytest.mark.parametrize(
    "valeur", ["Denain", "a=b", "", "\ufeff", " Denain", "– 2", -2, 3.5, None, date(2025, 1, 1)]
)
def test_everything_else_is_left_alone(valeur):
    assert neutraliser(valeur) == valeur


def test_csv_opens_in_a_french_spreadsheet():
    assert "".join(lignes_csv(["Nom"], [["Éluard; Paul"], [date(2025, 1, 2)]])) == (
        '\ufeffNom\r\n"Éluard; Paul"\r\n2025-01-02\r\n'
    )


def test_xlsx_cells_keep_their_type_and_no_formula_lives():
    with classeur_xlsx(["A", "B", "C"], [["=1+1", 3, date(2025, 1, 2)]], titre="Liste") as fichier:
        ligne = load_workbook(fichier).active[2]
    assert [cellule.value for cellule in ligne][:2] == ["'=1+1", 3]
    assert [cellule.data_type for cellule in ligne] == ["s", "n", "d"]


def test_a_file_to_keep_has_a_name_and_stays_in_no_cache():
    reponse = telechargement(b"%PDF", "relevé.pdf")
    assert reponse["Content-Type"] == "application/pdf"
    assert reponse["Content-Disposition"] == "attachment; filename*=utf-8''relev%C3%A9.pdf"
    assert reponse["Cache-Control"] == "private, no-store"
