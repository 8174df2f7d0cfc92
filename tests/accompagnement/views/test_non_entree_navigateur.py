"""The motif proposes the answer, and leaves alone what somebody typed."""

import pytest
from playwright.sync_api import expect

from accompagnement.actions.non_entree import MOTIFS, charger_motifs_non_entree
from tests.connexion import se_connecter
from tests.usines import CoordinationFactory, ParcoursFactory

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_motif_writes_its_answer_until_somebody_types_another(page):
    charger_motifs_non_entree()
    parcours = ParcoursFactory()
    se_connecter(page, CoordinationFactory())
    page.goto(f"{page.url.rstrip('/')}/parcours/{parcours.pk}/clore-sans-entree/")
    reponse = page.get_by_label("Texte de la réponse")
    for code, _, phrase in MOTIFS[:2]:
        page.get_by_label("Motif").select_option(code)
        expect(reponse).to_have_value(phrase)
    reponse.fill("La nôtre.")
    page.get_by_label("Motif").select_option(MOTIFS[2][0])
    expect(reponse).to_have_value("La nôtre.")
    page.get_by_role("button", name="Clore sans entrée").click()
    expect(page.get_by_text("Le parcours est clos sans entrée.")).to_be_visible()
    parcours.refresh_from_db()
    assert parcours.non_entree.reponse == "La nôtre."
