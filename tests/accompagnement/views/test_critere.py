"""A criterion is checked from the proofs, by somebody else than the référent."""

from datetime import date

import pytest

from plie.comptes.enums import Role
from tests.accompagnement.pages import adresse, texte
from tests.usines import AgentFactory, CritereFactory, PieceFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def dossier_des_fichiers(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def prouve(parcours):
    """A function that puts a criterion at entry with its document."""

    def prouver(code):
        critere = CritereFactory(parcours=parcours, code=code)
        piece = PieceFactory(participant=parcours.participant, parcours=parcours)
        piece.criteres.add(critere)
        return critere

    return prouver


def test_the_fse_manager_checks_a_criterion_and_may_take_it_back(client, parcours, prouve):
    critere = prouve("rsa")
    gestionnaire = AgentFactory(role=Role.GESTIONNAIRE_FSE)
    client.force_login(gestionnaire)
    verifier = adresse("critere_verifier", critere)
    assert "Critère vérifié : Bénéficiaire du RSA" in texte(client.post(verifier, follow=True))
    page = texte(client.get(adresse("dossier_pieces", parcours.participant)))
    assert f"par {gestionnaire}" in page and "Annuler la vérification" in page
    situation = texte(client.get(adresse("dossier_situation", parcours.participant)))
    assert "vérifié le" in situation
    assert "Vérification annulée" in texte(client.post(verifier, {"annuler": ""}, follow=True))
    critere.refresh_from_db()
    assert critere.verifie_le is None


def test_a_criterion_without_document_is_not_checked(client, coordination):
    critere = CritereFactory(code="rsa")
    page = texte(client.post(adresse("critere_verifier", critere), follow=True))
    assert "Aucune pièce ne prouve ce critère" in page
    critere.refresh_from_db()
    assert critere.verifie_le is None


def test_the_fse_manager_does_not_find_a_criterion_of_health(client, prouve):
    critere = prouve("rqth")
    client.force_login(AgentFactory(role=Role.GESTIONNAIRE_FSE))
    assert client.post(adresse("critere_verifier", critere)).status_code == 404


def test_the_referent_is_not_offered_to_check(client, parcours, prouve):
    prouve("rsa")
    page = texte(client.get(adresse("dossier_pieces", parcours.participant)))
    assert "Prouvé" in page or "À vérifier" in page
    assert "/verifier/" not in page


def test_a_criterion_gained_then_lost_is_no_longer_to_prove(client, parcours):
    CritereFactory(
        parcours=parcours,
        code="ass",
        a_l_entree=False,
        constate_le=date(2025, 3, 1),
        perdu_le=date(2025, 4, 1),
    )
    page = texte(client.get(adresse("dossier_pieces", parcours.participant)))
    assert "Allocataire de l'ASS" not in page
