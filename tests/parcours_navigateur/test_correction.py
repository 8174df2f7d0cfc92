"""A wrong integration in a browser: taken back while the commission sits, annulled once it is
closed."""

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from accompagnement.actions.commission import inscrire
from accompagnement.actions.regle_sortie import charger_regles
from accompagnement.enums import Statut, TypeCommission
from accompagnement.models import Parcours
from plie.comptes.enums import Role
from tests.accessibilite import examiner
from tests.connexion import se_connecter
from tests.usines import AgentFactory, CommissionFactory, ParcoursFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def coordination(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    charger_regles()
    return AgentFactory(role=Role.COORDINATION)


@pytest.fixture
def passage(coordination):
    parcours = ParcoursFactory(
        statut=Statut.PRESENTE, criteres=["rsa"], participant__nom="Candidate"
    )
    commission = CommissionFactory(type=TypeCommission.INTEGRATION, date=timezone.localdate())
    return inscrire(parcours, par=coordination, commission=commission)


def _statut(passage):
    return Parcours.objects.get(pk=passage.parcours_id).statut


def _clore(page):
    page.get_by_role("button", name="Clore la commission").click()
    expect(page.get_by_text("Le relevé de décisions devient définitif")).to_be_visible()
    examiner(page)
    page.get_by_role("button", name="Clore la commission").click()
    expect(page.get_by_text("son relevé de décisions est définitif")).to_be_visible()


def test_a_wrong_integration_is_corrected_on_the_spot_then_annulled(page, coordination, passage):
    se_connecter(page, coordination)
    page.goto(reverse("accompagnement:passage_decider", args=[passage.pk]))
    page.get_by_role("button", name="Intégrer").click()
    expect(page.get_by_text("Tous les dossiers sont décidés (1).")).to_be_visible()
    page.get_by_role("link", name="Revenir à l'ordre du jour").click()
    examiner(page)
    page.get_by_role("button", name="Revenir sur la décision").click()
    expect(page.get_by_text("est à décider de nouveau")).to_be_visible()
    assert _statut(passage) == Statut.PRESENTE
    page.get_by_label("Motif").fill("Ce n'était pas la bonne personne")
    page.get_by_role("button", name="Refuser").click()
    expect(page.get_by_text("Tous les dossiers sont décidés (1).")).to_be_visible()
    assert _statut(passage) == Statut.REFUSE

    _clore(page)
    page.get_by_role("link", name="Annuler la décision").click()
    examiner(page)
    page.get_by_role("button", name="Annuler la décision").click()
    assert _statut(passage) == Statut.REFUSE
    page.get_by_label("Pourquoi corriger").fill("Refus d'une autre personne")
    page.get_by_role("button", name="Annuler la décision").click()
    expect(page.get_by_text("La décision est annulée :")).to_be_visible()
    expect(page.get_by_text("Refus d'une autre personne")).to_be_visible()
    examiner(page)
    assert _statut(passage) == Statut.PRESENTE
    page.get_by_role("link", name="Candidate").click()
    expect(page.get_by_text("Refusé (décision annulée)")).to_be_visible()
    examiner(page)
    page.goto(reverse("accompagnement:corrections"))
    examiner(page)
