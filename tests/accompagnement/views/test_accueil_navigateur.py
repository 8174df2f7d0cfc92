"""Home and settings in a browser: axe, both widths, and a number that opens its list."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from accompagnement.actions.alerte import calculer_alertes
from accompagnement.enums import Presence, Statut
from accompagnement.models import Passage
from plie.comptes.enums import ROLES_DE_LA_MAISON, Role
from tests.accessibilite import examiner
from tests.connexion import se_connecter
from tests.usines import (
    AgentFactory,
    CommissionFactory,
    EntretienFactory,
    ParcoursFactory,
    RegleSortieFactory,
)

pytestmark = pytest.mark.django_db(transaction=True)


def peupler():
    referent = AgentFactory()
    RegleSortieFactory()
    parcours = ParcoursFactory(actif=True, referent=referent, participant__nom="Lefèvre")
    for delai in (-2, 0.5):
        EntretienFactory(
            parcours=parcours,
            agent=referent,
            debut=timezone.now() + timedelta(hours=delai),
            presence=Presence.PREVU,
        )
    presente = ParcoursFactory(statut=Statut.PRESENTE, referent=referent)
    commission = CommissionFactory(date=timezone.localdate() + timedelta(days=2))
    Passage.objects.create(parcours=presente, commission=commission)
    ParcoursFactory(date_prescription=timezone.localdate() - timedelta(days=40))
    calculer_alertes()
    return referent


@pytest.mark.parametrize("role", ROLES_DE_LA_MAISON)
def test_the_home_of_each_role_is_accessible(page, role):
    referent = peupler()
    se_connecter(page, referent if role == Role.REFERENT else AgentFactory(role=role))
    for largeur in (1366, 390):
        page.set_viewport_size({"width": largeur, "height": 900})
        examiner(page)


def test_a_sentence_opens_its_list_and_an_appointment_its_entretien(page):
    se_connecter(page, peupler())
    page.get_by_role("link", name="sans entretien depuis plus de 60 jours").click()
    expect(page.get_by_role("status")).to_contain_text("1 dossier")
    expect(page.locator(".puces")).to_contain_text("Sans entretien depuis plus de 60 jours")
    page.goto("/")
    page.get_by_role("link", name="Noter l'entretien de Lefèvre").first.click()
    expect(page.get_by_role("button", name="Enregistrer l'entretien")).to_be_visible()


def test_the_settings_are_accessible_and_say_what_is_wrong(page):
    se_connecter(page, AgentFactory(role=Role.COORDINATION))
    page.get_by_role("link", name="Modifier ces seuils").click()
    page.get_by_label("Sans entretien, deuxième seuil (jours)").fill("20")
    page.get_by_role("button", name="Enregistrer les réglages").click()
    expect(page.get_by_text("Le deuxième seuil dépasse le premier.")).to_be_visible()
    for largeur in (1366, 390):
        page.set_viewport_size({"width": largeur, "height": 900})
        examiner(page)
