import json
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from conventions.actions.releve import figer
from conventions.enums import ModeleRapport
from conventions.models import Rapport
from tests.conventions import publies
from tests.partenaire import Partenaire
from tests.usines import ParcoursFactory, ParticipantFactory, RegleSortieFactory

pytestmark = pytest.mark.django_db
LECTURE = ["indicateurs.lecture"]


@pytest.fixture
def partenaire():
    RegleSortieFactory()
    for _ in range(6):
        ParcoursFactory(actif=True)
    homme = ParticipantFactory(sexe="M")
    ParcoursFactory(actif=True, participant=homme)
    return Partenaire(LECTURE)


def par_code(liste):
    return {element["code"]: element for element in liste}


def test_a_month_says_its_figures_and_those_of_its_year(partenaire):
    lu = partenaire.get("/indicateurs?mois=2025-02")
    assert lu.statut == 200, lu.corps
    valeurs = par_code(lu.corps["indicateurs"])["personnes_accompagnees"]["valeurs"]
    assert (valeurs["mois"]["valeur"], valeurs["annee"]["valeur"]) == (7, 7)
    assert lu.corps["regle"]["version"] == 1


def test_what_only_files_print_is_not_counted(partenaire, monkeypatch):
    for inutile in ("_courbe", "_corrections"):
        monkeypatch.delattr(f"conventions.rapports.donnees.{inutile}")
    assert partenaire.get("/indicateurs?mois=2025-02").statut == 200


def test_a_month_that_still_moves_says_what_its_last_report_said(partenaire):
    adresse = "/indicateurs?mois=2025-01"
    lu = partenaire.get(adresse).corps
    assert lu["ventilations"] == []
    indicateurs = par_code(lu["indicateurs"])
    assert indicateurs["entrees"]["valeurs"]["mois"]["valeur"] == 7
    assert indicateurs["part_femmes"]["valeurs"]["mois"]["est_masque"]
    publies.publie(date(2025, 1, 1))
    publie = partenaire.get(adresse).corps
    assert publie["ventilations"]
    ParcoursFactory(actif=True, date_entree=date(2025, 1, 15))
    assert partenaire.get(adresse).corps == publie


def test_a_cell_of_one_and_what_gives_it_back_are_masked(partenaire):
    figer(date(2025, 1, 1))
    lu = partenaire.get("/indicateurs?mois=2025-01").corps
    sexes = par_code(lu["ventilations"])["sexe"]["modalites"]
    cellules = [m["valeurs"]["mois"]["personnes_accompagnees"] for m in sexes]
    assert [c["est_masque"] for c in cellules] == [True, True]
    assert all(c["valeur"] is c["numerateur"] is None for c in cellules)


def test_no_figure_by_referent_nor_key_of_ours_leaves(partenaire):
    figer(date(2025, 1, 1))
    lu = partenaire.get("/indicateurs?mois=2025-01").corps
    assert "referent" not in par_code(lu["ventilations"])
    assert {tuple(m) for v in lu["ventilations"] for m in v["modalites"]} == {
        ("libelle", "valeurs")
    }


@pytest.mark.parametrize(
    "mois", ["", "2025", "2025-13", "2025-1", "2099-01", "0000-01", "1999-12", "2025-02-01", "é"]
)
def test_a_month_that_is_none_or_not_over_is_refused(partenaire, mois):
    refus = partenaire.get(f"/indicateurs?mois={mois}")
    assert (refus.statut, refus.corps["code"]) == (400, "mois_invalide")


@pytest.fixture
def publie(partenaire, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return publies.publie(date(2025, 2, 1))


def test_a_published_report_is_listed_and_read_masked(partenaire, publie):
    liste = partenaire.get("/rapports").corps
    assert [r["mois"] for r in liste["resultats"]] == ["2025-02"]
    lu = partenaire.get(f"/rapports/{publie.pk}").corps
    assert lu["chiffres"] == partenaire.get("/indicateurs?mois=2025-02").corps


def test_a_draft_is_not_there(partenaire):
    rapport = Rapport.objects.create(mois=date(2025, 3, 1), statut="brouillon", donnees={})
    assert partenaire.get("/rapports").corps["resultats"] == []
    assert partenaire.get(f"/rapports/{rapport.pk}").statut == 404


def test_only_monthly_reports_are_told_by_month(partenaire, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    trimestriel = publies.publie(date(2025, 3, 1), ModeleRapport.TRIMESTRIEL)
    assert partenaire.get("/rapports").corps["resultats"] == []
    assert partenaire.get(f"/rapports/{trimestriel.pk}").statut == 404


def test_who_has_it_already_is_told_so(partenaire):
    marque = partenaire.get("/indicateurs?mois=2025-02").entetes["ETag"]
    relu = partenaire.get("/indicateurs?mois=2025-02", **{"If-None-Match": marque})
    assert (relu.statut, relu.brut.content) == (304, b"")


def test_reports_come_page_by_page_with_as_many_questions(partenaire):
    def creer(nombre):
        for rang in range(nombre):
            publies.publie_avec({}, date(2000 + rang, 1, 1), version=nombre)

    comptes = []
    for nombre in (1, 3):
        creer(nombre)
        with CaptureQueriesContext(connection) as capture:
            lu = partenaire.get("/rapports?taille=2")
        comptes.append(len(capture))
    assert comptes[0] == comptes[1]
    vus, adresse = [], "/rapports?taille=2"
    while adresse:
        lu = partenaire.get(adresse)
        vus += [(r["mois"], r["version"]) for r in lu.corps["resultats"]]
        suivant = lu.corps["suivant"]
        assert suivant is None or lu.entetes["Link"] == f'<{suivant}>; rel="next"'
        adresse = suivant and suivant.split("/api/v1")[1]
    assert len(vus) == len(set(vus)) == 4


def test_a_cursor_tampered_with_is_refused(partenaire):
    refus = partenaire.get("/rapports?curseur=abc")
    assert (refus.statut, refus.corps["code"]) == (400, "curseur_invalide")


def test_another_scope_does_not_open_figures(partenaire):
    autre = Partenaire(["accompagnements.lecture"])
    refus = autre.get("/indicateurs?mois=2025-02")
    assert (refus.statut, refus.corps["code"]) == (403, "portee_insuffisante")
    assert json.loads(refus.brut.content)["status"] == 403
