"""The import in a browser: sent, followed, rejected, with axe on a desk and on a phone."""

import os

import pytest
from playwright.sync_api import expect

from accompagnement.actions.importation.demande import executer_import
from accompagnement.models import ImportDossiers
from plie.comptes.enums import Role
from tests.accessibilite import examiner
from tests.connexion import se_connecter
from tests.usines import AgentFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def coordination(page):
    agent = AgentFactory(role=Role.COORDINATION)
    se_connecter(page, agent)
    return page


def _examiner(page):
    assert "{#" not in page.locator("body").inner_text()
    for largeur in (1366, 390):
        page.set_viewport_size({"width": largeur, "height": 900})
        if captures := os.environ.get("CAPTURES"):
            nom = page.url.strip("/").split("/", 3)[-1].replace("/", "-")
            page.screenshot(path=f"{captures}/{nom}-{largeur}.png", full_page=True)
        examiner(page)


def test_a_faulty_file_is_followed_to_its_rejects(coordination, references, ecrire):
    coordination.goto("/imports/")
    _examiner(coordination)
    coordination.get_by_text("Colonnes attendues").click()
    coordination.set_input_files("[name=fichier]", ecrire({"sexe": "H"}, {"nom": "x" * 200}))
    coordination.get_by_label("Simulation").check()
    coordination.get_by_role("button", name="Envoyer le fichier").click()
    expect(coordination.get_by_role("progressbar")).to_be_visible()
    _examiner(coordination)

    executer_import(ImportDossiers.objects.get().pk)

    expect(coordination.get_by_text("écrivez M pour un homme")).to_be_visible()
    _examiner(coordination)
    with coordination.expect_download() as telechargement:
        coordination.get_by_role("link", name="Télécharger les rejets").click()
    assert telechargement.value.suggested_filename.startswith("rejets-import-")
    coordination.goto("/imports/")
    _examiner(coordination)


def test_a_fault_is_corrected_with_the_keyboard_alone(coordination, references, ecrire):
    coordination.goto("/imports/")
    coordination.set_input_files("[name=fichier]", ecrire({"sexe": "H"}, {"nom": "x" * 200}))
    coordination.get_by_role("button", name="Envoyer le fichier").click()
    expect(coordination.get_by_role("progressbar")).to_be_visible()
    executer_import(ImportDossiers.objects.get().pk)
    coordination.get_by_role("link", name="Corriger ces lignes ici").focus()
    coordination.keyboard.press("Enter")
    champ = coordination.locator("[name$=_sexe]:visible")
    champ.focus()
    _examiner(coordination)
    coordination.keyboard.press("Control+A")
    coordination.keyboard.type("M")
    coordination.keyboard.press("Tab")
    # What nothing is wrong with is folded, and opens with the keyboard too.
    expect(coordination.locator("summary:focus")).to_have_text("Le reste de la ligne")
    coordination.keyboard.press("Enter")
    _examiner(coordination)
    laisser = coordination.get_by_label("Laisser cette ligne de côté").last
    laisser.focus()
    coordination.keyboard.press("Space")
    coordination.keyboard.press("Enter")
    expect(coordination.get_by_role("progressbar")).to_be_visible()
    executer_import(ImportDossiers.objects.latest("pk").pk)
    coordination.get_by_role("button", name="Importer pour de bon").wait_for()
