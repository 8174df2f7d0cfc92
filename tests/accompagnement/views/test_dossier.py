import pytest
from django.urls import reverse

from tests.accompagnement.dossiers import creer
from tests.usines import (
    ParcoursFactory,
    ParticipantFactory,
)

pytestmark = pytest.mark.django_db


def test_the_parcours_of_somebody_else_is_not_found_in_the_address(client, coordination):
    parcours, autre = creer("Un"), ParcoursFactory(participant=ParticipantFactory())
    adresse = reverse("accompagnement:dossier", args=[parcours.participant_id])
    assert client.get(adresse, {"parcours": autre.pk}).status_code == 404


def test_a_person_without_parcours_has_a_readable_dossier(client, coordination):
    participant = ParticipantFactory()
    for nom in ("dossier", "dossier_situation", "dossier_historique"):
        assert (
            client.get(reverse(f"accompagnement:{nom}", args=[participant.pk])).status_code == 200
        )
