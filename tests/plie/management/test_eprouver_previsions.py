"""One PLIE here: ten take a minute, and what they said is in DECISIONS.md."""

import json

import pytest
from django.core.management import CommandError, call_command

from accompagnement.actions.regle_sortie import charger_regles
from accompagnement.models import Parcours, Participant
from plie.comptes.models import Agent, Structure
from tests.usines import CommuneFactory

pytestmark = pytest.mark.django_db


def test_invented_plies_say_how_good_forecasts_are_and_are_gone(capsys):
    CommuneFactory(population_municipale=20_000)
    charger_regles()
    call_command("eprouver_previsions", "--graines", "1", "--participants", "2000", "--json")
    resume = json.loads(capsys.readouterr().out)
    assert (resume["niveau"], resume["graines"]) == (80, 1)
    assert resume["previsions"] >= 200
    # Forecasts of one PLIE are alike: wider than what is asked of ten.
    assert 65 <= resume["couverture"] <= 95
    assert resume["largeur"] < resume["comme_l_an_dernier"]["largeur"]
    for modele in (Participant, Parcours, Structure, Agent):
        assert not modele.objects.exists()


@pytest.mark.parametrize("valeurs", [("0", "10"), ("1", "0")])
def test_no_seed_or_nobody_is_refused(valeurs):
    graines, participants = valeurs
    with pytest.raises(CommandError):
        call_command("eprouver_previsions", "--graines", graines, "--participants", participants)
