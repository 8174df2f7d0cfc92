"""A signature drawn with the pointer is what the server keeps."""

import pytest
from playwright.sync_api import expect

from accompagnement.actions.emargement import lire_signature
from accompagnement.models import Emargement
from tests.accessibilite import examiner
from tests.connexion import se_connecter
from tests.usines import CoordinationFactory, EntretienFactory

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_signature_is_drawn_wiped_and_drawn_again(page, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    coordination = CoordinationFactory()
    entretien = EntretienFactory(agent=coordination)
    se_connecter(page, coordination)
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(f"{page.url.rstrip('/')}/entretiens/{entretien.pk}/signer/")
    examiner(page)
    cadre = page.get_by_role("img", name="Cadre de signature")

    def dessiner():
        place = cadre.bounding_box()
        page.mouse.move(place["x"] + 30, place["y"] + 30)
        page.mouse.down()
        page.mouse.move(place["x"] + 200, place["y"] + 90, steps=5)
        page.mouse.up()
        expect(cadre).to_have_accessible_name("Cadre de signature, signé")

    dessiner()
    page.get_by_role("button", name="Effacer et recommencer").click()
    page.get_by_role("button", name="Enregistrer la signature").click()
    expect(page.get_by_text("Signez dans le cadre").first).to_be_visible()
    dessiner()
    page.get_by_role("button", name="Enregistrer la signature").click()
    expect(page.get_by_text("Signature enregistrée.")).to_be_visible()
    assert lire_signature(Emargement.objects.get()).startswith(b"\x89PNG")
    examiner(page)
