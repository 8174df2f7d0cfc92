import pytest
from django.test import Client
from django.urls import reverse

from accompagnement.documents.courriel import jeton_de_refus
from tests.usines import ParticipantFactory

pytestmark = pytest.mark.django_db


def test_a_person_refuses_mails_by_a_signed_link():
    personne = ParticipantFactory(nom="Benali", email="fatima@exemple.fr")
    adresse = reverse("accompagnement:courriels_refuser", args=[jeton_de_refus(personne)])
    page = Client().get(adresse).content.decode()
    personne.refresh_from_db()
    assert personne.accepte_courriels
    assert "enali" not in page
    assert "C'est noté" in Client().post(adresse).content.decode()
    personne.refresh_from_db()
    assert not personne.accepte_courriels


def test_a_link_made_by_somebody_else_is_refused():
    personne = ParticipantFactory()
    adresse = reverse("accompagnement:courriels_refuser", args=[f"{jeton_de_refus(personne)}x"])
    assert Client().post(adresse).status_code == 404
    personne.refresh_from_db()
    assert personne.accepte_courriels
