"""axe on every page of the figures and the reports, on a desk and on a phone."""

from datetime import date

import pytest
from playwright.sync_api import expect

from accompagnement.models import Parcours
from conventions.actions.rapport import ouvrir, produire
from conventions.actions.releve import figer
from plie.comptes.enums import Role
from tests.accessibilite import examiner
from tests.connexion import se_connecter
from tests.usines import AgentFactory, ParcoursFactory

pytestmark = pytest.mark.django_db(transaction=True)
LARGEURS = (1366, 390)
ANNEE = "debut=2025-01-01&fin=2025-12-31"


@pytest.fixture
def direction(page):
    agent = AgentFactory(role=Role.DIRECTION)
    se_connecter(page, agent)
    return page


def _examiner(page, *adresses):
    for adresse in adresses:
        page.goto(adresse)
        for largeur in LARGEURS:
            page.set_viewport_size({"width": largeur, "height": 900})
            examiner(page)


def test_the_pages_of_the_figures_are_accessible(direction):
    suivi = ParcoursFactory(actif=True, date_entree=date(2025, 3, 10), criteres=["rqth"])
    ParcoursFactory(sorti=True)
    figer(date(2025, 3, 1))
    Parcours.objects.filter(pk=suivi.pk).update(date_entree=date(2025, 4, 1))
    _examiner(
        direction,
        f"/indicateurs/?{ANNEE}&ventilation=critere",
        "/indicateurs/?debut=2025-03-01&fin=2025-03-31",
        "/indicateurs/?debut=2025-12-31&fin=2025-01-01",
        "/indicateurs/arretes/2025-03/",
        f"/indicateurs/sorties/dossiers/?{ANNEE}",
        f"/controle/?{ANNEE}",
        f"/indicateurs/sorties_neutres/dossiers/?{ANNEE}",
    )


def test_the_rate_opens_the_names_it_counts(direction):
    for _ in range(3):
        ParcoursFactory(sorti=True)
    direction.goto(f"/indicateurs/?{ANNEE}")
    direction.locator(".chiffres").get_by_role("link", name="3, Taux").first.click()
    expect(direction.get_by_role("status")).to_contain_text("3 dossiers")


def test_the_pages_of_the_reports_are_accessible(direction):
    direction.goto("/rapports/")
    examiner(direction)
    rapport = ouvrir(date(2025, 6, 1))
    _examiner(direction, f"/rapports/{rapport.pk}/")
    produire(rapport.pk)
    expect(direction.get_by_role("button", name="Publier ce rapport")).to_be_visible()
    _examiner(direction, "/rapports/", f"/rapports/{rapport.pk}/")
    direction.get_by_role("button", name="Publier ce rapport").click()
    examiner(direction)
    direction.get_by_role("button", name="Publier ce rapport").click()
    expect(direction.get_by_text("Le rapport est publié")).to_be_visible()
    examiner(direction)
