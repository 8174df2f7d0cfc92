from datetime import timedelta

import pytest
from django.utils import timezone

from accompagnement.actions.emploi import signer_emploi
from tests.accompagnement.pages import adresse, texte
from tests.usines import CoordinationFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("referentiels")]


def test_another_motif_may_be_chosen_and_the_page_says_what_the_rule_deduces(client, parcours):
    debut = timezone.localdate() - timedelta(days=200)
    signer_emploi(
        parcours, par=CoordinationFactory(), type_contrat="cdi", date_debut=debut, heures_hebdo=10
    )
    page = texte(client.get(adresse("parcours_proposer_sortie", parcours)))
    assert "La règle ne déduit aucun motif" in page
    assert "10 h par semaine, 29 % d'un temps plein" in page
