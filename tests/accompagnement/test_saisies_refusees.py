"""A form that is refused says so where the reader looks: in the title, then at the top, with a way
to each field, and gives back all that was typed."""

import pytest
from django.db import transaction
from django.urls import reverse
from playwright.sync_api import expect

from tests.accompagnement.portes.adresses import adresse
from tests.accompagnement.portes.corps import CORPS
from tests.accompagnement.portes.scene import agents, monter
from tests.accompagnement.portes.table import PERSONNES, TABLE
from tests.connexion import se_connecter
from tests.portes import FAIT, clients
from tests.saisies import IMPLAUSIBLE, muettes, refuser
from tests.usines import AgentFactory

pytestmark = pytest.mark.django_db
# Sent from the box that ticks rows: which ones is kept, what is typed afterwards is not.
COCHES = ("parcours", "saisie", "confirmer")
# They have fields, and nothing sent there is wrong: why.
SANS_REFUS = {
    "import_corriger",  # what is typed is simulated, which says what is wrong
    "brouillon",  # what is kept while typing, whatever it is
    "dossier_doublons",  # who resembles
    "selection_exporter",  # a column unknown is not exported
    "selection_colonnes",
    "agenda",  # buttons
    "entretien_pointer",
    "commission_clore",
    "passage_reprendre",
    "passage_deplacer",  # a rank beyond the last is the last
    "dossier_fusionner",  # a dossier unknown is searched again
    "commission_proposer",  # boxes: a message says that none is ticked
}


@pytest.fixture
def scene(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return monter(agents())


def _qui(acte):
    """Who may, coordination first."""
    reponses = dict(zip(PERSONNES, TABLE[acte], strict=True))
    permis = [nom for oui in ((200, FAIT), (302,)) for nom in PERSONNES if reponses[nom] in oui]
    return "coordination" if reponses["coordination"] in (200, FAIT) else permis[0]


def _refus(ouverts, scene, acte, valeur):
    saisi = CORPS[acte]
    coches = COCHES if acte.startswith("selection_") else ()
    avec = {nom: saisi[nom].format(**scene) for nom in coches if nom in saisi}
    autres = [nom.format(**scene) for nom in saisi]
    ou = adresse(acte, scene)
    with transaction.atomic():
        page = refuser(ouverts[_qui(acte)], ou, valeur=valeur, autres=autres, avec=avec)
        transaction.set_rollback(True)
    return page


def test_every_refused_form_says_so_first(scene):
    """Whatever has something typed refuses it wrong, or empty."""
    ouverts, refusees = clients(scene["agents"]), set()
    for valeur in (IMPLAUSIBLE, ""):
        pages = {acte: _refus(ouverts, scene, acte, valeur) for acte in CORPS}
        assert muettes(pages) == {}, valeur
        refusees |= {acte for acte, page in pages.items() if page}
    assert {acte for acte in CORPS if CORPS[acte]} - refusees == SANS_REFUS


def test_a_page_that_refuses_nothing_has_no_summary(client):
    client.force_login(AgentFactory())
    page = client.get(reverse("accompagnement:dossier_creer")).content.decode()
    assert "autofocus" not in page
    assert "Erreur" not in page


@pytest.mark.parametrize(
    ("acte", "bouton"), [("etape_creer", "Enregistrer"), ("parcours_signer_emploi", "Enregistrer")]
)
@pytest.mark.django_db(transaction=True)
def test_the_summary_has_the_focus_and_leads_to_the_field(page, scene, acte, bouton):
    se_connecter(page, scene["agents"]["referent"])
    page.goto(adresse(acte, scene))
    page.locator("main form .actions button").first.click()
    resume = page.get_by_role("alert")
    expect(resume).to_be_focused()
    lien = resume.get_by_role("link").first
    cible = lien.get_attribute("href")
    lien.press("Enter")
    expect(page.locator(cible)).to_be_focused()
