"""A year over two rules: each file gives both sentences, and the rule of each of its rows."""

import csv
import io
from datetime import date

import openpyxl
import pgtrigger
import pytest

from accompagnement.enums import Denominateur
from accompagnement.models import Sortie
from conventions.actions.releve import figer
from conventions.rapports.classeur import ecrire_xlsx
from conventions.rapports.document import ecrire_pdf
from conventions.rapports.donnees import prendre
from conventions.rapports.donnees_longues import ecrire_csv
from conventions.rapports.masque import masquer
from tests.partenaire import Partenaire
from tests.pdf import texte_du_pdf
from tests.tableur import feuilles_affichees
from tests.usines import ParcoursFactory, RegleSortieFactory

pytestmark = pytest.mark.django_db
JUIN, SEPTEMBRE, DECEMBRE = (date(2025, mois, 1) for mois in (6, 9, 12))
PAR_SEXE = {
    "F": {"cdi": 8, "abandon": 7, "demenagement": 6},
    "M": {"cdi": 9, "abandon": 6, "demenagement": 5},
}
DITES = ("relèvent de 2 règles", "valide du 01/01/2004 au 30/06/2025", "hors sorties neutres")


@pytest.fixture(autouse=True)
def deux_regles():
    """The second leaves neutral exits out of what it divides by."""
    premiere = RegleSortieFactory(valide_au=date(2025, 6, 30))
    seconde = RegleSortieFactory(
        version=2, valide_du=date(2025, 7, 1), denominateur=Denominateur.HORS_NEUTRES
    )
    ParcoursFactory(sorti=True, date_sortie=JUIN, motif__regle=premiere)
    for sexe, motifs in PAR_SEXE.items():
        ParcoursFactory.create_batch(10, actif=True, participant__sexe=sexe)
        for motif, combien in motifs.items():
            ParcoursFactory.create_batch(
                combien,
                sorti=True,
                date_sortie=SEPTEMBRE,
                participant__sexe=sexe,
                motif=motif,
                motif__regle=seconde,
            )


@pytest.fixture
def donnees():
    return masquer(prendre(DECEMBRE))


def test_the_workbook_divides_by_what_the_rule_keeps_and_says_which_rule(donnees):
    octets = ecrire_xlsx(donnees)
    feuilles = feuilles_affichees(octets)
    lignes = {ligne[0]: ligne[2:] for ligne in feuilles["Répartitions"] if ligne}
    # People, entries, exits, positive, rate, exits that the rule keeps, rule.
    assert lignes["Homme"] == ["30", "30", "20", "9", "60.0\u00a0%*", "15", "v1 et v2"]
    feuille = openpyxl.load_workbook(io.BytesIO(octets))["Répartitions"]
    assert feuille["H4"].value.startswith("Sorties que retient la règle")
    (rang,) = [ligne[0].row for ligne in feuille.iter_rows() if ligne[0].value == "Homme"]
    assert feuille[f"G{rang}"].value == f'=IF(H{rang}=0,"—",ROUND(F{rang}/H{rang},3))'
    synthese = {ligne[0]: ligne for ligne in feuilles["Synthèse"] if ligne}
    taux = synthese["Taux de sorties positives"]
    assert [taux[2 + 4 * rang + 3] for rang in range(4)] == ["v2", "v1", "v1 et v2", "v1"]
    assert synthese["Sorties"][5] == ""
    mois = {ligne[0]: ligne[8] for ligne in feuilles["Mois par mois"] if ligne and len(ligne) > 8}
    assert (mois["juin 2025"], mois["juil. 2025"]) == ("v1", "v2")
    for feuille in ("Synthèse", "Définitions"):
        _dit_les_deux(" ".join(texte for ligne in feuilles[feuille] for texte in ligne))


def _dit_les_deux(texte):
    assert all(dit in texte for dit in DITES)
    assert "Décembre 2025, v2 ; décembre 2024, v1 ; année 2025, v1 et v2 ; année 2024, v1." in texte


def test_the_pdf_says_both_rules_and_that_of_each_row(donnees):
    texte = texte_du_pdf(ecrire_pdf(donnees, version=1)).replace("\u00a0", " ")
    _dit_les_deux(texte)
    assert "Règle des sorties v2 v1 v1 et v2 v1" in texte
    assert "Sorties positives et taux : règle v1 et v2." in texte
    assert "juin 2025 (provisoire) 61 0 1 1 100 % * v1" in texte
    assert "septembre 2025 (provisoire) 20 0 41 17 56,7 % v2" in texte
    # Not "sur 42 sorties": eleven are left out.
    assert "18 sorties positives sur 31 sorties retenues" in texte


def test_the_api_says_both_rules_and_that_of_each_period():
    figer(DECEMBRE)
    lu = Partenaire(["indicateurs.lecture"]).get("/indicateurs?mois=2025-12").corps
    _dit_les_deux(lu["regle"]["phrase"])
    assert {nom: periode["regle"] for nom, periode in lu["periodes"].items()} == {
        "mois": "v2",
        "mois_avant": "v1",
        "annee": "v1 et v2",
        "annee_avant": "v1",
    }
    assert {i["code"] for i in lu["indicateurs"] if i["depend_de_la_regle"]} == {
        "sorties_positives",
        "sorties_neutres",
        "sorties_autres",
        "taux_sorties_positives",
    }


def test_a_correction_says_the_rule_of_its_month():
    figer(JUIN)
    with pgtrigger.ignore("accompagnement.Sortie:sortie_figee"):
        Sortie.objects.filter(date_effet=JUIN).update(categorie="autre")
    donnees = masquer(prendre(DECEMBRE))
    lignes = csv.DictReader(io.StringIO(ecrire_csv(donnees).decode("utf-8-sig")), delimiter=";")
    regles = {x["indicateur"]: x["regle"] for x in lignes if x["ventilation"] == "correction"}
    assert regles["sorties_positives"] == regles["taux_sorties_positives"] == "v1"
    affichees = feuilles_affichees(ecrire_xlsx(donnees))["Corrections"]
    assert {x[1]: x[5] for x in affichees if len(x) > 5}["Sorties positives"] == "v1"
    texte = texte_du_pdf(ecrire_pdf(donnees, version=1))
    assert "Sorties positives, juin 2025 : 1 à l'arrêté, 0 après correction. Règle v1." in texte
