"""The pages of étapes, freins, jobs and project: what is shown, refused, given back."""

import html
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accompagnement.actions.emploi import signer_emploi
from accompagnement.models import Emploi, Etape, Frein, Projet
from plie.comptes.enums import Role
from plie.referentiels.actions import charger_referentiels
from tests.usines import (
    AgentFactory,
    CoordinationFactory,
    EmploiFactory,
    EtapeFactory,
    ParcoursFactory,
    RegleSortieFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def parcours(referent):
    RegleSortieFactory()
    charger_referentiels()
    return ParcoursFactory(actif=True, structure=referent.structure, referent=referent)


def adresse(nom, objet):
    return reverse(f"accompagnement:{nom}", args=[objet.pk])


def texte(reponse):
    return " ".join(html.unescape(reponse.content.decode()).split())


EMPLOI = {
    "type_contrat": "cdd",
    "employeur": "Atelier inventé",
    "siret": "732 829 320 00074",
    "rome": "K2204",
    "heures_hebdo": "28",
    "date_debut": "2026-03-01",
    "date_fin_prevue": "2026-12-31",
}


def test_a_job_is_typed_as_people_type(client, parcours):
    reponse = client.post(adresse("parcours_signer_emploi", parcours), EMPLOI)
    assert reponse.status_code == 302
    emploi = Emploi.objects.get()
    assert (emploi.siret, emploi.rome_id) == ("73282932000074", "K2204")
    page = texte(client.get(adresse("dossier_emploi", parcours.participant)))
    assert "M + 6" in page
    assert "Faire le suivi" in page


@pytest.mark.parametrize(
    ("champs", "phrase"),
    [
        ({"siret": "732 829 320 00075"}, "Ce SIRET n'existe pas"),
        ({"siret": "abc"}, "Ce SIRET n'existe pas"),
        ({"rome": "Z9999"}, "n'est pas dans le répertoire ROME"),
        ({"rome": "agent"}, "Plusieurs métiers"),
        ({"date_debut": "20026-03-01"}, "date"),
        ({"date_debut": "9999-12-31"}, "plausible"),
        ({"date_fin_prevue": "2026-02-01"}, "précède l'embauche"),
        ({"date_fin": "2026-02-01"}, "précède l'embauche"),
        ({"heures_hebdo": "60"}, "de 1 à 48"),
    ],
)
def test_a_bad_job_is_told_and_nothing_typed_is_lost(client, parcours, champs, phrase):
    reponse = client.post(adresse("parcours_signer_emploi", parcours), EMPLOI | champs)
    assert reponse.status_code == 422
    assert phrase in texte(reponse)
    assert "Atelier inventé" in texte(reponse)
    assert not Emploi.objects.exists()


def test_trades_are_found_by_code_and_by_words(client, parcours):
    chercher = reverse("accompagnement:metiers")
    assert "K2204" in texte(client.get(chercher, {"rome": "k2204"}))
    assert "<option" in texte(client.get(chercher, {"q": "menage"}))
    assert "<option" not in texte(client.get(chercher, {"q": "x"}))


def test_a_planned_step_counts_in_nothing_until_it_begins(client, parcours):
    saisie = {
        "axe": "formation",
        "libelle": "Titre visé",
        "financement": "droit_commun",
        "date_debut_prevue": f"{timezone.localdate() + timedelta(days=9)}",
    }
    assert client.post(adresse("etape_creer", parcours), saisie).status_code == 302
    etape = Etape.objects.get()
    page = texte(client.get(adresse("dossier", parcours.participant)))
    assert "Étape prévue" in page
    assert "Aucune étape en cours" in page
    assert type(parcours).objects.sans_etape().count() == 1
    client.post(adresse("etape_commencer", etape), {"date_debut": f"{timezone.localdate()}"})
    assert type(parcours).objects.sans_etape().count() == 0
    fin = {"date_fin": f"{timezone.localdate()}", "resultat": "realisee"}
    assert client.post(adresse("etape_terminer", etape), fin).status_code == 302
    etape.refresh_from_db()
    assert etape.resultat == "realisee"


@pytest.mark.parametrize(
    ("champs", "phrase"),
    [
        ({"date_debut": f"{timezone.localdate() + timedelta(days=2)}"}, "début prévu"),
        ({"date_debut": ""}, "au moins le début prévu"),
        ({"date_debut_prevue": "2026-05-01", "date_fin_prevue": "2026-04-01"}, "précède"),
        ({"date_debut_prevue": "9999-12-31"}, "trop lointaine"),
    ],
)
def test_a_step_with_impossible_dates_is_told(client, parcours, champs, phrase):
    saisie = {"axe": "bilan", "libelle": "Bilan", "financement": "droit_commun"}
    saisie |= {"date_debut": "2026-03-01", **champs}
    reponse = client.post(adresse("etape_creer", parcours), saisie)
    assert (reponse.status_code, phrase in texte(reponse)) == (422, True)


def diagnostic(**types):
    saisie = {}
    for type_, champs in types.items():
        for nom, valeur in {"impact": "fort", "statut": "ouvert", "version": 0, **champs}.items():
            saisie[f"{type_}-{nom}"] = valeur
    return saisie


def test_the_diagnosis_is_saved_at_once_and_untouched_types_are_not(client, parcours):
    page = adresse("freins_diagnostiquer", parcours)
    assert client.get(page).status_code == 200
    details = {"situations": ["mobilite-aucun-moyen"], "objectif-mobilite-permis": "en_cours"}
    reponse = client.post(page, diagnostic(mobilite=details, sante={"impact": ""}))
    assert reponse.status_code == 302
    frein = Frein.objects.get()
    assert frein.situations.get().pk == "mobilite-aucun-moyen"
    assert frein.objectifs.get().statut == "en_cours"
    onglet = texte(client.get(adresse("dossier_freins", parcours.participant)))
    assert "Aucun moyen de transport" in onglet


def test_a_conflict_keeps_what_was_typed_and_the_next_save_wins(client, parcours):
    page = adresse("freins_diagnostiquer", parcours)
    client.post(page, diagnostic(mobilite={}))
    reponse = client.post(page, diagnostic(mobilite={"impact": "faible", "commentaire": "Saisi"}))
    assert reponse.status_code == 422
    assert "Quelqu'un d'autre a modifié ce frein" in texte(reponse)
    assert "Saisi" in texte(reponse)
    assert 'name="mobilite-version" value="1"' in texte(reponse)
    client.post(page, diagnostic(mobilite={"impact": "faible", "version": 1}))
    assert Frein.objects.get().impact == "faible"


def test_details_without_an_impact_are_told(client, parcours):
    saisie = diagnostic(mobilite={"impact": "", "commentaire": "Sans voiture"})
    reponse = client.post(adresse("freins_diagnostiquer", parcours), saisie)
    assert (reponse.status_code, "Indiquez l'impact" in texte(reponse)) == (422, True)


def test_health_is_hidden_from_who_reads_only(client, parcours):
    page = adresse("freins_diagnostiquer", parcours)
    prive = {"commentaire": "Dit en confiance"}
    client.post(page, diagnostic(sante={}, mobilite=prive))
    client.force_login(AgentFactory(role=Role.DIRECTION))
    onglet = texte(client.get(adresse("dossier_freins", parcours.participant)))
    assert "Mobilité" in onglet
    assert "Dit en confiance" not in onglet
    assert "<strong>Santé</strong>" not in onglet
    historique = texte(client.get(adresse("dossier_historique", parcours.participant)))
    assert "Mobilité" in historique
    assert "Santé" not in historique
    assert "Dit en confiance" not in historique


def test_the_project_is_one_form(client, parcours):
    saisie = {
        "version": 0,
        "metier_1": "K2204",
        "metier_2": "n1103",
        "a_permis": "true",
        "a_vehicule": "",
        "communes": ["59172"],
        "competences": "Caisse\n\nAccueil",
        "heures_min": "20",
        "heures_max": "35",
    }
    page = adresse("projet_modifier", parcours)
    assert client.post(page, saisie).status_code == 302
    projet = Projet.objects.get()
    assert (projet.a_permis, projet.a_vehicule, projet.metiers.count()) == (True, None, 2)
    assert "K2204" in texte(client.get(page))
    onglet = texte(client.get(adresse("dossier_projet", parcours.participant)))
    assert "Denain" in onglet
    assert client.post(page, saisie).status_code == 422


def test_another_motif_may_be_chosen_and_the_page_says_what_the_rule_deduces(client, parcours):
    debut = timezone.localdate() - timedelta(days=200)
    signer_emploi(
        parcours, par=CoordinationFactory(), type_contrat="cdi", date_debut=debut, heures_hebdo=10
    )
    page = texte(client.get(adresse("parcours_proposer_sortie", parcours)))
    assert "La règle ne déduit aucun motif" in page
    assert "10 h par semaine, 29 % d'un temps plein" in page


@pytest.mark.parametrize(
    "onglet", ["dossier_emploi", "dossier_freins", "dossier_projet", "dossier"]
)
def test_a_tab_costs_the_same_with_one_row_and_three(client, parcours, onglet):
    nombres = []
    for rang in (1, 2):
        for _ in range(rang):
            jour = date(2025, 2, 1) + timedelta(days=40 * rang)
            signer_emploi(parcours, par=CoordinationFactory(), type_contrat="cdd", date_debut=jour)
            EtapeFactory(parcours=parcours, date_debut=None, date_debut_prevue=date(2027, 1, 1))
        types = ["mobilite"] if rang == 1 else ["famille", "langue"]
        page = adresse("freins_diagnostiquer", parcours)
        client.post(page, diagnostic(**{type_: {} for type_ in types}))
        client.get(adresse(onglet, parcours.participant))
        with CaptureQueriesContext(connection) as requetes:
            assert client.get(adresse(onglet, parcours.participant)).status_code == 200
        nombres.append(len(requetes))
    assert nombres[0] == nombres[1] <= 20


def test_a_closed_parcours_writes_no_job(client, referent):
    clos = ParcoursFactory(sorti=True, structure=referent.structure)
    emploi = EmploiFactory(parcours=clos)
    client.force_login(AgentFactory(role=Role.COORDINATION))
    reponse = client.post(adresse("emploi_rompre", emploi), {"date_fin": "2025-04-01"})
    assert (reponse.status_code, "clos" in texte(reponse)) == (422, True)
