"""The objectives that a report prints: its own cells, or nothing."""

import io
from datetime import date

import openpyxl
import pytest

from conventions.enums import ModeleRapport, Sens
from conventions.models import Cible
from conventions.rapports.classeur import ecrire_xlsx
from conventions.rapports.differences import differences
from conventions.rapports.document_chapitres import objectif
from conventions.rapports.donnees import prendre
from conventions.rapports.masque import masquer
from conventions.rapports.modeles import imprimer
from tests.conventions import publies
from tests.tableur import feuilles_affichees
from tests.usines import (
    AppartenanceFactory,
    CommuneFactory,
    ConventionFactory,
    ObjectifFactory,
    ParcoursFactory,
    ValeurFactory,
)

pytestmark = pytest.mark.django_db
DECEMBRE, JUIN = date(2025, 12, 1), date(2025, 6, 1)


@pytest.fixture
def convention():
    petite, grande = CommuneFactory(code_insee="59491"), CommuneFactory()
    entres = {"actif": True, "date_entree": date(2025, 3, 10)}
    ParcoursFactory.create_batch(3, participant__commune=petite, **entres)
    ParcoursFactory.create_batch(12, participant__commune=grande, criteres=["rsa"], **entres)
    return ConventionFactory(date_debut=date(2025, 1, 1), date_fin=date(2099, 12, 31))


def _promesses(convention, mois, modele=ModeleRapport.MENSUEL, **objectifs):
    for code, champs in objectifs.items():
        ObjectifFactory(convention=convention, code=code, cible=20, **champs)
    donnees = prendre(mois, modele)
    return {o["code"]: o for o in donnees["objectifs"]}, donnees


def test_a_total_is_the_figure_of_the_report(convention):
    lues, donnees = _promesses(convention, JUIN, total={"indicateur": "entrees"})
    imprimes = {i["code"]: i for i in imprimer(masquer(donnees))["indicateurs"]}
    assert lues["total"]["realise"] == imprimes["entrees"]["valeurs"]["annee"]["valeur"] == 15


@pytest.mark.parametrize("modele", ModeleRapport)
def test_what_the_report_withholds_no_objective_gives_back(convention, modele):
    cohorte = AppartenanceFactory().cohorte
    lues, _ = _promesses(
        convention,
        DECEMBRE,
        modele,
        petite={"indicateur": "entrees", "communes": ["59491"]},
        cohorte={"indicateur": "file_active_fin", "cohorte": cohorte},
        sante={"indicateur": "part_rqth"},
        deux={"indicateur": "entrees", "communes": ["59491"], "criteres": ["rsa"]},
    )
    for promesse in lues.values():
        assert promesse["est_masque"]
        assert promesse["realise"] is promesse["numerateur"] is promesse["prevision"] is None
        assert promesse["etat"] == ""


def test_no_share_is_forecast(convention):
    lues, _ = _promesses(
        convention, JUIN, part={"indicateur": "part_femmes"}, total={"indicateur": "entrees"}
    )
    assert lues["part"]["prevision"] is None


def test_a_counter_a_ceiling_and_an_objective_without_target_are_drawn(convention):
    compteur = ObjectifFactory(convention=convention, manuel=True, cible=4)
    ValeurFactory(objectif=compteur, date=date(2025, 2, 1))
    ObjectifFactory(convention=convention, indicateur="sorties", sens=Sens.AU_PLUS, cible=1)
    rapport = publies.en_preparation(JUIN)
    assert len(rapport.donnees["objectifs"]) == 2
    assert {o["etat"] for o in rapport.donnees["objectifs"]} <= {"en_retard", "atteint"} | {
        "dans_les_temps"
    }


def test_the_year_to_come_says_its_own_target(convention):
    lues, _ = _promesses(convention, JUIN, ModeleRapport.FSE, total={"indicateur": "entrees"})
    assert (lues["total"]["cible_de"], lues["total"]["cible"]) == (2026, 20)


def test_what_has_not_begun_is_not_said_to_be_withheld():
    convention = ConventionFactory(date_debut=date(2026, 1, 1), date_fin=date(2026, 12, 31))
    lues, _ = _promesses(convention, DECEMBRE, ModeleRapport.FSE, total={"indicateur": "entrees"})
    assert (lues["total"]["est_masque"], lues["total"]["realise"]) == (False, None)
    assert objectif(lues["total"])["phrase"] == (
        "Année 2026 : cible 20. La période de l'objectif n'a pas encore commencé."
    )


def test_the_sentence_says_what_is_done_and_what_is_aimed_at(convention):
    lues, _ = _promesses(convention, JUIN, total={"indicateur": "entrees"})
    phrase = objectif(lues["total"])["phrase"]
    assert phrase.startswith("Année 2025 : réalisé 15, cible 20, attendu à cette date 10.")
    lues, _ = _promesses(convention, DECEMBRE, ModeleRapport.FSE)
    assert ", cible de 2026 : 20, attendu" in objectif(lues["total"])["phrase"]


def test_a_version_compares_an_objective_with_itself_not_with_its_namesake(convention):
    autre = ConventionFactory(libelle="Convention du Département", date_fin=date(2099, 12, 31))
    for une, cible in ((convention, 20), (autre, 8)):
        ObjectifFactory(convention=une, code="entrees", libelle="Entrées", cible=cible)
    donnees = masquer(prendre(JUIN))
    assert differences(donnees, donnees) == ["Les chiffres sont ceux de la version précédente."]
    Cible.objects.filter(objectif__convention=autre).update(valeur=9)
    assert differences(donnees, masquer(prendre(JUIN))) == [
        "Objectif « Entrées », cible : 8 devient 9."
    ]


def test_the_chart_of_the_workbook_has_one_scale(convention):
    """Beside hours by the thousand, a rate would be no bar at all."""
    heures = ObjectifFactory(convention=convention, code="heures", manuel=True, cible=24_000)
    ValeurFactory(objectif=heures, date=date(2025, 2, 1), valeur=18_390)
    _, donnees = _promesses(
        convention,
        JUIN,
        total={"indicateur": "mises_en_relation"},
        part={"indicateur": "part_rqth"},
    )
    octets = ecrire_xlsx(imprimer(masquer(donnees)))
    entetes, *lignes = feuilles_affichees(octets)["Objectifs"][3:7]
    parts = sorted(ligne[entetes.index("Part de la cible")] for ligne in lignes)
    assert parts == ["0.0\u00a0%", "76.6\u00a0%", "—"]
    unites = {ligne[entetes.index("Unité")] for ligne in lignes}
    assert unites == {"actions", "mises en relation", "%"}
    (graphique,) = openpyxl.load_workbook(io.BytesIO(octets))["Objectifs"]._charts
    assert [serie.val.numRef.f for serie in graphique.series] == ["Objectifs!$J$5:$J$7"]
