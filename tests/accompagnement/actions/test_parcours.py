"""What the verbs of a parcours refuse."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from accompagnement.actions.parcours import corriger_situation_entree, enregistrer_diagnostic
from plie.comptes.enums import Role
from tests.usines import AgentFactory, ParcoursFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def coordination():
    return AgentFactory(role=Role.COORDINATION)


@pytest.mark.parametrize(
    ("champs", "cause"),
    [
        ({"date": timezone.localdate() + timedelta(days=2)}, "date"),
        ({"date": date(1950, 1, 1)}, "date"),
        ({"date": date(2025, 1, 10), "mois_sans_emploi": 9999}, "mois_sans_emploi"),
    ],
)
def test_a_situation_is_observed_on_a_plausible_day(coordination, champs, cause):
    with pytest.raises(ValidationError) as refus:
        enregistrer_diagnostic(ParcoursFactory(), par=coordination, criteres=["rsa"], **champs)
    assert list(refus.value.message_dict) == [cause]


def test_a_situation_at_entry_is_not_observed_after_the_entry(coordination):
    parcours = ParcoursFactory(actif=True)
    apres = parcours.date_entree + timedelta(days=1)
    with pytest.raises(ValidationError, match="15/01/2025"):
        corriger_situation_entree(parcours, par=coordination, criteres=[], date=apres)
    assert corriger_situation_entree(
        parcours, par=coordination, criteres=[], date=parcours.date_entree
    ).pk
