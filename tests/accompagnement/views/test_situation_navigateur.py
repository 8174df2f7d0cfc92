"""A change noted in the browser, then the dossier looked at as it was the day before."""

import pytest
from playwright.sync_api import expect

from tests.accessibilite import examiner
from tests.connexion import se_connecter
from tests.usines import AgentFactory, CritereFactory, ParcoursFactory

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_change_is_noted_and_the_day_before_is_looked_at(page):
    referent = AgentFactory()
    parcours = ParcoursFactory(actif=True, referent=referent, structure=referent.structure)
    CritereFactory(parcours=parcours, code="rsa")
    se_connecter(page, referent)
    page.goto(f"{page.url.rstrip('/')}/dossiers/{parcours.participant_id}/situation/")
    page.get_by_role("link", name="Noter un changement").click()
    examiner(page)
    page.get_by_label("À partir du").fill("2025-03-12")
    page.get_by_label("Foyer").select_option("couple")
    page.get_by_label("Bénéficiaire du RSA").check()
    page.get_by_role("button", name="Noter ce changement").click()
    expect(page.get_by_text("Le changement est noté.")).to_be_visible()
    carte = page.get_by_role("region", name="Situation aujourd'hui")
    expect(carte).to_contain_text("En couple sans enfant depuis le 12/03/2025")
    expect(carte).to_contain_text("Critère perdu : Bénéficiaire du RSA")
    page.get_by_label("Voir la situation au").fill("2025-03-11")
    page.get_by_role("button", name="Afficher").click()
    avant = page.get_by_role("region", name="Situation au 11/03/2025")
    expect(avant).to_contain_text("Bénéficiaire du RSA à l'entrée")
    examiner(page)
    page.get_by_role("link", name="Revenir à aujourd'hui").click()
    expect(page.get_by_role("heading", name="Situation aujourd'hui")).to_be_visible()
