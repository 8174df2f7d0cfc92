"""What changed in a dossier, told in the words and the dates of a French page."""

from datetime import UTC, date, datetime

import pytest

from accompagnement.lecture.historique import changements
from accompagnement.models import Entretien, Participant
from tests.usines import CoordinationFactory, EntretienFactory, ParcoursFactory

pytestmark = pytest.mark.django_db


def test_each_kind_of_value_is_told_as_a_page_tells_it():
    parcours = ParcoursFactory(
        actif=True,
        participant__sexe="F",
        participant__date_naissance=date(1985, 5, 20),
        participant__telephone="",
    )
    entretien = EntretienFactory(parcours=parcours, debut=datetime(2025, 3, 3, 8, 0, tzinfo=UTC))
    participant = Participant.objects.filter(pk=parcours.participant_id)
    participant.update(date_naissance=date(1985, 5, 2), sexe="M", accepte_sms=True, telephone="06")
    # Ten in the morning of summer.
    Entretien.objects.filter(pk=entretien.pk).update(debut=datetime(2025, 7, 1, 8, 0, tzinfo=UTC))
    lus = changements(parcours.participant, lecteur=CoordinationFactory())
    dits = {
        ligne.champ: (ligne.avant, ligne.apres)
        for changement in lus
        if changement.verbe == "Modification"
        for ligne in changement.lignes
    }
    assert dits == {
        "Date de naissance": ("20/05/1985", "02/05/1985"),
        "Sexe": ("Femme", "Homme"),
        "Accepte les rappels par SMS": ("non", "oui"),
        "Téléphone": ("", "06"),
        "Date et heure": ("03/03/2025 09:00", "01/07/2025 10:00"),
    }
