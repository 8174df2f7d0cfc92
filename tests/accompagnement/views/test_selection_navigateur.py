"""The selection in a browser: by keyboard, saying at each moment why a button rests."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from accompagnement.models import AffectationReferent
from plie.comptes.enums import Role
from tests.accessibilite import examiner
from tests.connexion import se_connecter
from tests.usines import AgentFactory, ParcoursFactory, RemplacementFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def entrer(page, settings):
    settings.DEMONSTRATION = True

    def entrer(agent):
        se_connecter(page, agent)
        return page

    return entrer


def test_coordination_assigns_what_it_ticked_by_keyboard(entrer):
    for rang in range(26):
        ParcoursFactory(actif=True, participant__nom=f"Dupont {rang:02}")
    AgentFactory(prenom="Karim", nom="Benali")
    page = entrer(AgentFactory(role=Role.COORDINATION))
    page.goto("/dossiers/?q=dupont")
    affecter = page.get_by_role("button", name="Affecter")
    expect(affecter).to_be_hidden()
    examiner(page)
    page.get_by_role("checkbox", name="Choisir Dupont 03").focus()
    page.keyboard.press("Space")
    expect(page.get_by_text("1 dossier coché")).to_be_visible()
    expect(affecter).to_be_visible()
    examiner(page)
    page.get_by_role("checkbox", name="toute la page").check()
    expect(page.get_by_text("25 dossiers cochés")).to_be_visible()
    page.get_by_role("checkbox", name="les 26 dossiers de cette liste").check()
    expect(page.get_by_text("26 dossiers cochés")).to_be_visible()
    affecter.press("Enter")
    page.get_by_label("Vers").select_option(index=1)
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Voir ce qui sera transféré").press("Enter")
    examiner(page)
    page.get_by_role("button", name="Confirmer le transfert").press("Enter")
    expect(page.get_by_text("26 dossiers confiés à Karim Benali.")).to_be_visible()
    assert page.url.endswith("/dossiers/?q=dupont")
    assert AffectationReferent.objects.filter(agent__nom="Benali").count() == 26


def test_ticking_rows_never_warns_about_text_that_is_not_there(entrer):
    parcours = ParcoursFactory(actif=True, participant__nom="Dupont")
    page = entrer(AgentFactory(role=Role.COORDINATION))
    page.goto("/dossiers/")
    page.get_by_role("checkbox", name="Choisir Dupont").check()
    page.get_by_role("link", name="Dupont").first.click()
    page.wait_for_url(f"**/dossiers/{parcours.participant_id}/")


def test_the_replacer_finds_everything_on_a_phone(entrer):
    remplacement = RemplacementFactory(date_fin=timezone.localdate() + timedelta(days=3))
    remplacant = remplacement.remplacant
    for agent in (remplacement.absent, remplacant):
        ParcoursFactory(actif=True, structure=agent.structure, referent=agent)
    remplacant.vues.create(nom="Les miens", requete="portee=mes")
    page = entrer(remplacant)
    page.set_viewport_size({"width": 390, "height": 844})
    expect(page.get_by_text("Vous remplacez")).to_be_visible()
    examiner(page)
    page.get_by_role("link", name="1 dossier", exact=True).click()
    expect(page.get_by_role("link", name="En remplacement")).to_have_attribute(
        "aria-current", "page"
    )
    page.locator("#liste tbody input").check()
    examiner(page)
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    cible = page.locator("#liste tbody label").bounding_box()
    assert min(cible["width"], cible["height"]) >= 44
    page.get_by_role("button", name="Inscrire à une séance").click()
    examiner(page)
    page.goto("/vues/")
    examiner(page)


def test_the_pages_of_coordination_are_accessible(entrer):
    RemplacementFactory()
    page = entrer(AgentFactory(role=Role.COORDINATION))
    for adresse in ("/remplacements/", "/remplacements/creer/", "/portefeuilles/transferer/"):
        page.goto(adresse)
        examiner(page)
