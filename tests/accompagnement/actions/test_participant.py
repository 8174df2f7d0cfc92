"""Who a person is, as it is written down."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from accompagnement.actions.participant import creer_participant
from tests.usines import CoordinationFactory

pytestmark = pytest.mark.django_db


def _fautes(**champs):
    dits = {"nom": "Benali", "prenom": "Fatima", "sexe": "F"}
    with pytest.raises(ValidationError) as refus:
        creer_participant(par=CoordinationFactory(), **dits | champs)
    return refus.value.message_dict


def test_nobody_is_born_tomorrow():
    demain = timezone.localdate() + timedelta(days=1)
    phrase = "La date de naissance est dans le futur."
    assert _fautes(date_naissance=demain) == {"date_naissance": [phrase]}


def test_a_birth_date_that_lacks_is_asked_for():
    assert list(_fautes(date_naissance=None)) == ["date_naissance"]
