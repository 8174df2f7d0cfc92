"""One PLIE here: ten take a minute, and what they said is in DECISIONS.md."""

import json
from datetime import date

import pytest
from django.core.management import CommandError, call_command

from accompagnement.actions.regle_sortie import charger_regles
from accompagnement.models import Parcours, Participant
from conventions.indicateurs.previsions.epreuve import Essai
from plie.comptes.models import Agent, Structure
from plie.management.commands import eprouver_previsions
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


def test_it_is_read_in_french_and_without_any_past_says_nothing(capsys, monkeypatch):
    call_command("eprouver_previsions")
    lu = capsys.readouterr().out.split(" : ", 1)[1]
    assert lu == "— couvertes, largeur — ; comme l'an dernier : —, largeur —\n"
    jour = date(2025, 1, 31)
    essais = [Essai("entrees", jour, 8, 12, 5, 15, venu) for venu in (10, 11, 30)]
    monkeypatch.setattr(eprouver_previsions, "eprouver", lambda jour: essais)
    call_command("eprouver_previsions")
    assert "3 prévisions : 66,7\u00a0% couvertes" in capsys.readouterr().out
