"""An insertion contract followed: noted, it keeps the person active; a lasting one ends it all."""

from datetime import timedelta

import pytest
from dateutil.relativedelta import relativedelta
from django.utils import timezone
from playwright.sync_api import expect

from accompagnement.actions.regle_contrat import charger_regles_contrat
from accompagnement.actions.regle_sortie import charger_regles
from accompagnement.enums import Statut
from plie.referentiels.actions import charger_referentiels
from tests.accessibilite import examiner
from tests.connexion import se_connecter
from tests.parcours_navigateur.actes import choisir_un_acte
from tests.usines import AgentFactory, ParcoursFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def parcours(transactional_db):
    charger_referentiels()
    charger_regles()
    charger_regles_contrat()
    referent = AgentFactory()
    return ParcoursFactory(actif=True, structure=referent.structure, referent=referent)


def signaler(page, dossier, contrat, debut, fin=None):
    page.goto(dossier)
    choisir_un_acte(page, "Signaler un emploi")
    page.get_by_label("Contrat (obligatoire)").select_option(contrat)
    page.get_by_label("Employeur").fill("Chantier Vert")
    page.get_by_label("Embauche le").fill(debut.isoformat())
    if fin:
        page.get_by_label("Fin du contrat").fill(fin.isoformat())
    examiner(page)
    page.get_by_role("button", name="Enregistrer l'emploi").click()


def attendre_le_statut(page, dossier, statut):
    page.goto(dossier)
    expect(page.locator(".entete-dossier .badge-statut")).to_have_text(statut.label)
    examiner(page)


def test_an_insertion_contract_followed_to_a_lasting_one(page, parcours):
    se_connecter(page, parcours.referent)
    dossier = f"/dossiers/{parcours.participant_id}/"
    jour = timezone.localdate()
    debut = jour - timedelta(days=60)

    signaler(page, dossier, "iae", debut, debut + relativedelta(months=8))
    expect(page.get_by_text("c'est une étape du parcours, qui reste actif").first).to_be_visible()
    expect(page.get_by_text("Étape du parcours, garde les offres")).to_be_visible()
    attendre_le_statut(page, dossier, Statut.ACTIF)
    en_cours = page.get_by_role("region", name="Étapes en cours")
    expect(en_cours).to_contain_text("Contrat d'insertion (IAE) Chantier Vert")

    page.goto(f"{dossier}emploi/")
    page.get_by_role("link", name="Signaler la fin").click()
    page.get_by_label("Dernier jour").fill((jour - timedelta(days=3)).isoformat())
    page.get_by_label("Pourquoi").select_option("autre_contrat")
    page.get_by_role("button", name="Enregistrer la fin").click()
    attendre_le_statut(page, dossier, Statut.ACTIF)
    expect(page.get_by_role("region", name="Étapes en cours")).to_contain_text("Aucune étape")
    expect(page.get_by_text("Interrompue").first).to_be_visible()

    signaler(page, dossier, "cdi", jour)
    expect(page.get_by_text("ses suivis à J + 30, M + 3 et M + 6").first).to_be_visible()
    attendre_le_statut(page, dossier, Statut.EN_EMPLOI)
