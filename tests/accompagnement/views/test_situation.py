import pytest
from django.urls import reverse

from tests.usines import ParcoursFactory

pytestmark = pytest.mark.django_db


def test_two_people_diagnosing_at_once(client, coordination):
    parcours = ParcoursFactory()
    adresse = reverse("accompagnement:parcours_diagnostic", args=[parcours.pk])
    vierge = {"date": "2025-03-03", "version": 0}
    premier = {**vierge, "niveau_formation": "3", "criteres": ["rsa"]}
    assert client.post(adresse, premier).status_code == 302
    reponse = client.post(adresse, {**vierge, "niveau_formation": "4", "criteres": ["qpv"]})
    page = reponse.content.decode()
    assert reponse.status_code == 422
    assert "Quelqu'un d'autre a modifié" in page and "Bénéficiaire du RSA</strong>" in page
    assert list(parcours.criteres.values_list("code", flat=True)) == ["rsa"]
    encore = {**vierge, "version": 1, "niveau_formation": "4", "criteres": ["qpv"]}
    assert client.post(adresse, encore).status_code == 302
    assert list(parcours.criteres.values_list("code", flat=True)) == ["qpv"]
