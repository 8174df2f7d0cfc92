"""The three files of one report, read back: same figures, nothing that runs, nobody revealed."""

import csv
import io
from datetime import date

import openpyxl
import pytest

from conventions.indicateurs.calcul import calculer
from conventions.indicateurs.ecriture import avec_unite
from conventions.rapports.classeur import ecrire_xlsx
from conventions.rapports.document import ecrire_pdf
from conventions.rapports.donnees import prendre
from conventions.rapports.donnees_longues import ENTETES, ecrire_csv
from conventions.rapports.masque import MASQUE, masquer
from tests.pdf import ouvrir_pdf
from tests.usines import ParcoursFactory, StructureFactory

pytestmark = pytest.mark.django_db
MOIS = date(2025, 6, 1)
PIEGES = ('#import "secret.typ"', "$ x $ <script>alert(1)</script>", "=1+1", "@SOMME(A1)", "*gras*")


@pytest.fixture
def donnees():
    for piege in PIEGES:
        structure = StructureFactory(nom=piege)
        for rang in range(6):
            ParcoursFactory(sorti=rang < 3, actif=rang >= 3, structure=structure, niveau="3")
    ParcoursFactory(actif=True, structure=StructureFactory(nom="Trop petite"))
    ParcoursFactory(sorti=True, motif="abandon", structure=StructureFactory(nom="Seule"))
    return masquer(prendre(MOIS))


def _pdf(donnees, **options):
    contenu = ecrire_pdf(donnees, version=1, etabli_le=date(2025, 7, 1), **options)
    return ouvrir_pdf(contenu)


def _texte(pdf):
    return "\n".join(page.extract_text() for page in pdf.pages)


def _csv(donnees):
    return list(csv.DictReader(io.StringIO(ecrire_csv(donnees).decode("utf-8-sig")), delimiter=";"))


def _xlsx(donnees):
    return openpyxl.load_workbook(io.BytesIO(ecrire_xlsx(donnees)))


def test_the_three_files_give_the_figures_of_the_indicators(donnees):
    du_mois = calculer(MOIS, date(2025, 6, 30)).mesures
    feuille = _xlsx(donnees)["Synthèse"]
    classeur = {
        ligne[0].value: ligne[2].value for ligne in feuille.iter_rows(min_row=4) if ligne[1].value
    }
    longues = {
        ligne["indicateur"]: ligne["valeur"]
        for ligne in _csv(donnees)
        if (ligne["periode_debut"], ligne["ventilation"]) == ("2025-06-01", "")
    }
    texte = _texte(_pdf(donnees)).replace("\n", " ")
    for indicateur in donnees["indicateurs"]:
        valeur = du_mois[indicateur["code"]].valeur
        assert longues[indicateur["code"]] == ("" if valeur is None else str(valeur))
        assert classeur[indicateur["libelle"]] == pytest.approx(valeur)
        assert f"{indicateur['libelle']} {avec_unite(valeur, indicateur['unite'])}" in texte


def test_breakdowns_agree_between_the_workbook_and_the_data(donnees):
    feuille = _xlsx(donnees)["Répartitions"]
    classeur = {
        (ligne[1].value, ligne[0].value): ligne[2].value for ligne in feuille.iter_rows(min_row=4)
    }
    libelles = {v["code"]: v["libelle"] for v in donnees["ventilations"]}
    comparees = 0
    for ligne in _csv(donnees):
        if ligne["ventilation"] and ligne["indicateur"] == "personnes_accompagnees":
            if ligne["periode_debut"] != "2025-06-01":
                continue
            valeur = classeur[libelles[ligne["ventilation"]], ligne["modalite"]]
            assert str(valeur) == ligne["valeur"]
            comparees += 1
    assert comparees > 10


def test_the_pdf_is_tagged_for_everybody(donnees):
    pdf = _pdf(donnees)
    racine = pdf.trailer["/Root"]

    assert racine["/MarkInfo"]["/Marked"]
    assert racine["/Lang"] == "fr"
    assert racine["/StructTreeRoot"]["/K"]
    assert racine["/ViewerPreferences"]["/DisplayDocTitle"]
    assert pdf.metadata.title == "Rapport mensuel, juin 2025"
    assert b"pdfuaid:part" in racine["/Metadata"].get_data()


def test_the_pdf_says_the_rate_with_its_two_numbers_and_its_rule(donnees):
    texte = _texte(_pdf(donnees)).replace("\n", " ").replace("\u00a0", " ")

    assert "93,8 %" in texte
    assert "15 sorties positives sur 16 sorties" in texte
    assert "Règle v1, valide depuis le 01/01/2004" in texte


def test_names_of_the_data_never_become_code(donnees):
    texte = _texte(_pdf(donnees))
    assert "#import" in texte and "*gras*" in texte

    cellules = [c.value for ligne in _xlsx(donnees)["Répartitions"].iter_rows() for c in ligne]
    assert "'=1+1" in cellules and "'@SOMME(A1)" in cellules
    modalites = {ligne["modalite"] for ligne in _csv(donnees)}
    assert "'=1+1" in modalites and "=1+1" not in modalites


def test_small_groups_are_masked_in_the_three_files(donnees):
    lignes = [ligne for ligne in _csv(donnees) if ligne["modalite"] == "Trop petite"]
    assert {(ligne["valeur"], ligne["numerateur"]) for ligne in lignes} == {(MASQUE, "")}

    feuille = _xlsx(donnees)["Répartitions"]
    (ligne,) = [x for x in feuille.iter_rows(min_row=4) if x[0].value == "Trop petite"]
    assert {cellule.value for cellule in ligne[2:]} == {MASQUE}
    assert "Trop petite < 5" in _texte(_pdf(donnees)).replace("\n", " ").replace("\u00a0", " ")


def test_no_file_gives_figures_by_referent(donnees):
    assert "referent" not in {ligne["ventilation"] for ligne in _csv(donnees)}


def test_the_data_have_the_public_columns(donnees):
    entete = ecrire_csv(donnees).decode("utf-8-sig").splitlines()[0]
    assert entete == ";".join(ENTETES)


def test_the_workbook_has_charts_frozen_headings_and_definitions(donnees):
    classeur = _xlsx(donnees)
    assert len(classeur["Mois par mois"]._charts) == 2
    assert classeur["Synthèse"].freeze_panes == "B4"
    assert classeur["Définitions"]["A4"].value == "Personnes accompagnées"


def test_an_empty_plie_has_a_report_too():
    donnees = masquer(prendre(MOIS))
    assert "—" in _texte(_pdf(donnees))
    synthese = {ligne[0].value: ligne[2].value for ligne in _xlsx(donnees)["Synthèse"].rows}
    assert synthese["Taux de sorties positives"] is None
    assert synthese["Délai d'entrée"] is None
    assert synthese["Sorties"] == 0


def test_the_report_is_composed_whatever_a_structure_is_called(donnees):
    """Typst dies of these letters at the end of a line; some of the rows put them there."""
    mortel = " ".join(f"{'x' * rang} mot xx \u05c6\u05c7 \u05c8 fin" for rang in range(120))
    assert "mot xx ?? ? fin" in " ".join(_texte(_pdf(donnees, changements=[mortel])).split())
