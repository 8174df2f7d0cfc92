import pytest
from django.urls import reverse

from plie.journal.models import Consultation
from tests.usines import StructureFactory

pytestmark = pytest.mark.django_db


def _adresse(nom, parcours):
    return reverse(f"accompagnement:{nom}", args=[parcours.pk])


@pytest.mark.parametrize("nom", ["parcours_fiche", "parcours_contrat"])
def test_a_document_is_printed_and_its_printing_logged(client, parcours, nom):
    reponse = client.get(_adresse(nom, parcours))
    assert reponse.content.startswith(b"%PDF-")
    assert reponse["Content-Disposition"].startswith("attachment;")
    assert reponse["Cache-Control"] == "private, no-store"
    objet = Consultation.objects.get(participant_id=parcours.participant_id).objet
    assert objet.startswith("Impression :")


def test_a_relay_is_not_printed_without_the_persons_agreement(client, parcours):
    valeurs = {"destinataire": StructureFactory().pk, "objet": "Un bilan"}
    reponse = client.post(_adresse("parcours_relais", parcours), valeurs)
    assert reponse.status_code == 422
    assert "accord de la personne" in reponse.text
    assert "Un bilan" in reponse.text
    reponse = client.post(_adresse("parcours_relais", parcours), {**valeurs, "accord": "on"})
    assert reponse.content.startswith(b"%PDF-")
