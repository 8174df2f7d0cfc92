"""A proof refused, read of at home and replaced from there."""

import pytest
from playwright.sync_api import expect

from accompagnement.actions.piece import deposer, refuser_piece
from tests import fichiers
from tests.accessibilite import examiner
from tests.connexion import se_connecter
from tests.fichiers import depot, photo
from tests.usines import AgentFactory, CoordinationFactory, ParcoursFactory

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_proof_refused_is_replaced_from_what_is_new(page, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    referent, coordination = AgentFactory(), CoordinationFactory()
    parcours = ParcoursFactory(
        actif=True, structure=referent.structure, referent=referent, criteres=["rsa"]
    )
    rsa = parcours.criteres.get()
    piece = deposer(
        parcours.participant,
        par=coordination,
        parcours=parcours,
        fichier=depot(fichiers.PDF, "recto.pdf"),
        type="rsa",
        criteres=[rsa],
    )
    refuser_piece(piece, par=coordination, motif="Il manque le verso")
    se_connecter(page, referent)
    page.get_by_role("link", name="une pièce est refusée").click()
    expect(page.get_by_text("Refusée : Il manque le verso")).to_be_visible()
    page.get_by_role("link", name="Remplacer").click()
    examiner(page)
    page.get_by_label("Fichiers").set_input_files(
        {"name": "recto-verso.jpg", "mimeType": "image/jpeg", "buffer": photo()}
    )
    page.get_by_role("button", name="Déposer la pièce").click()
    expect(page.get_by_text("La pièce est dans le dossier.")).to_be_visible()
    assert rsa.pieces.recevables().get().type == "rsa"
