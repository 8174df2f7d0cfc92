import pytest
from django.urls import reverse
from django.utils.text import slugify

from plie.journal.models import Consultation
from tests.usines import EtapeFactory, StructureFactory

pytestmark = pytest.mark.django_db


def _adresse(nom, parcours):
    return reverse(f"accompagnement:{nom}", args=[parcours.pk])


@pytest.mark.parametrize("nom", ["parcours_fiche", "parcours_contrat"])
def test_a_document_is_printed_and_its_printing_logged(client, parcours, nom):
    reponse = client.get(_adresse(nom, parcours))
    assert reponse.content.startswith(b"%PDF-")
    assert reponse["Content-Disposition"].startswith("attachment;")
    assert reponse["Cache-Control"] == "private, no-store"
    assert slugify(parcours.participant.nom) not in reponse["Content-Disposition"]
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


def test_a_text_kept_before_it_was_cleaned_still_prints(client, parcours):
    """Typst dies of the first label and refuses the name."""
    mortel = " ".join(f"{'x' * rang} mot xx \u05c6\u05c7 \u05c8 fin" for rang in range(60))
    EtapeFactory.create_batch(3, parcours=parcours, libelle=mortel[:200])
    parcours.participant.nom = "Zx\ufeffnom"
    parcours.participant.save()
    reponse = client.get(_adresse("parcours_fiche", parcours))
    assert reponse.status_code == 200
    assert reponse.content.startswith(b"%PDF-")
