import io

import pytest
from django.core.management import CommandError, call_command

from accompagnement.models import Participant

pytestmark = pytest.mark.usefixtures("references")


def lancer(chemin, **options):
    sortie = io.StringIO()
    call_command("importer_dossiers", chemin, stdout=sortie, stderr=io.StringIO(), **options)
    return sortie.getvalue()


def test_a_file_is_imported_and_told(ecrire):
    assert "Dossiers : 1 créé, 0 modifié, 0 inchangé." in lancer(ecrire({}))
    assert "Dossiers : 0 créé, 0 modifié, 1 inchangé." in lancer(ecrire({}))


def test_a_simulation_writes_nothing(ecrire):
    assert "Simulation : rien n'est écrit" in lancer(ecrire({}), simulation=True)
    assert not Participant.objects.exists()


def test_rejects_are_a_csv_beside_the_file_without_formula(ecrire):
    chemin = ecrire({"nom": "=cmd|' /C calc'!A0" * 20}, {"identifiant_externe": "B1"})

    with pytest.raises(CommandError, match="dossiers.csv.rejets.csv") as refus:
        lancer(chemin)

    assert refus.value.returncode == 1
    rejets = chemin.with_name("dossiers.csv.rejets.csv").read_text(encoding="utf-8-sig")
    entete, rejet = rejets.splitlines()
    assert entete == "ligne;colonne;valeur;motif"
    assert rejet.startswith("2;nom;'=cmd|")
    assert "100 au plus" in rejet
    assert not Participant.objects.exists()


def test_a_workbook_that_is_none_is_refused_in_a_sentence(tmp_path):
    chemin = tmp_path / "x.xlsx"
    chemin.write_bytes(b"PK\x03\x04")
    sortie = io.StringIO()
    with pytest.raises(CommandError):
        call_command("importer_dossiers", chemin, stdout=sortie, stderr=io.StringIO())
    assert "Ce classeur ne se lit pas" in sortie.getvalue()


def test_a_folder_that_cannot_be_written_is_told(tmp_path):
    with pytest.raises(CommandError, match="rejets impossibles à écrire"):
        lancer(tmp_path / "absent" / "x.csv")
