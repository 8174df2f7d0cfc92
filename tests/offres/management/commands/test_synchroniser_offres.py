import pytest
from django.core.management import CommandError, call_command

from plie.demonstration.france_travail.generation import generer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("territoire")]


def test_the_command_tells_what_it_did(simulateur, capsys):
    simulateur.offres = generer()[:10]

    call_command("synchroniser_offres")

    assert "10 offres reçues : 10 créées" in capsys.readouterr().out


def test_the_command_fails_in_words(simulateur):
    simulateur.refus_jeton = "invalid_client"

    with pytest.raises(CommandError, match="licence"):
        call_command("synchroniser_offres")
