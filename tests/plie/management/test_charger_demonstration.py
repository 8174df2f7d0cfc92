import io

import pytest
from django.core.management import CommandError, call_command

from accompagnement.models import Participant
from tests.usines import ParticipantFactory

pytestmark = pytest.mark.django_db


def test_demonstration_people_never_enter_a_real_platform(settings):
    settings.DEMONSTRATION = False
    with pytest.raises(CommandError, match="jamais en production"):
        call_command("charger_demonstration")
    assert not Participant.objects.exists()


def test_a_base_that_has_dossiers_is_left_alone(settings):
    settings.DEMONSTRATION = True
    ParticipantFactory()
    sortie = io.StringIO()
    call_command("charger_demonstration", stdout=sortie)
    assert "rien n'a été chargé" in sortie.getvalue()
    assert Participant.objects.count() == 1


def test_a_clock_before_2026_is_refused(settings, time_machine):
    settings.DEMONSTRATION = True
    time_machine.move_to("2025-12-31T12:00:00+01:00")
    with pytest.raises(CommandError, match="horloge"):
        call_command("charger_demonstration")
