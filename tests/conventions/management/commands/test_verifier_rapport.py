from datetime import date

import pytest
from django.core.management import CommandError, call_command

from conventions.enums import ModeleRapport
from tests.conventions import publies
from tests.usines import ParcoursFactory

pytestmark = pytest.mark.django_db
JUIN = date(2025, 6, 1)


def _verifier(chemin, capsys):
    call_command("verifier_rapport", str(chemin))
    return capsys.readouterr().out


def _chemin(rapport, format_="pdf"):
    return rapport.fichiers.get(format=format_).fichier.path


def test_a_published_file_says_what_it_is(capsys):
    rapport = publies.publie(JUIN, ModeleRapport.TRIMESTRIEL)
    dit = _verifier(_chemin(rapport), capsys)
    assert dit.startswith("PLIE de La Porte du Hainaut : Rapport trimestriel")
    assert "2e trimestre 2025, version 1 (PDF)" in dit
    assert f"Publié le {rapport.publie_le:%d/%m/%Y}, approuvé par {rapport.publie_par}" in dit
    assert "C'est la dernière version publiée." in dit


def test_a_former_version_says_so(capsys):
    ParcoursFactory(sorti=True)
    premiere = publies.publie(JUIN)
    ParcoursFactory(sorti=True, motif="abandon")
    publies.publie(JUIN)
    dit = _verifier(_chemin(premiere), capsys)
    assert "version 1" in dit and "n'est plus la dernière version : la version 2" in dit


@pytest.mark.parametrize("change", [b"", b"x"])
def test_a_file_that_is_none_ends_with_one(tmp_path, change):
    rapport = publies.publie(JUIN) if change else publies.en_preparation(JUIN)
    copie = tmp_path / "copie.pdf"
    with open(_chemin(rapport), "rb") as flux:
        copie.write_bytes(flux.read() + change)
    with pytest.raises(CommandError, match="aucun rapport publié|pas un rapport publié") as refus:
        call_command("verifier_rapport", str(copie))
    assert refus.value.returncode == 1


def test_a_file_that_is_not_there_is_said(tmp_path):
    with pytest.raises(CommandError, match="illisible"):
        call_command("verifier_rapport", str(tmp_path / "rien.pdf"))
