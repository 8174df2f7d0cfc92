"""What the inbox says of whom is sent."""

from datetime import date

import pytest

from accompagnement.listes.orientation import signaler_les_doublons
from accompagnement.models import Orientation
from tests.usines import OrientationFactory, ParticipantFactory

pytestmark = pytest.mark.django_db


def test_a_probable_duplicate_is_found_by_number_by_name_and_by_a_date_mistyped():
    ParticipantFactory(nom="Durand", prenom="Éloïse", date_naissance=date(1980, 2, 3))
    ParticipantFactory(numero_france_travail="12345678901")
    envois = [
        ({"nom": "DURANT", "prenom": "Eloise", "date_naissance": date(1980, 2, 3)}, True),
        ({"numero_france_travail": "12345678901", "date_naissance": date(1970, 1, 1)}, True),
        ({"nom": "Éloïse", "prenom": "Durand", "date_naissance": date(1980, 3, 2)}, True),
        ({"nom": "Inconnue", "date_naissance": date(1980, 2, 4)}, False),
    ]
    for champs, _ in envois:
        OrientationFactory(**champs)
    lues = signaler_les_doublons(Orientation.objects.order_by("pk"))
    assert [une.a_des_doublons for une in lues] == [connue for _, connue in envois]
    assert signaler_les_doublons([]) == []
