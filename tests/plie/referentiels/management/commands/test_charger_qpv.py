"""The list of priority districts that a PLIE brings: again as often as wished, all or nothing."""

import pytest
from django.core.management import CommandError, call_command

from plie.referentiels.models import Qpv

pytestmark = pytest.mark.django_db
ENTETE = "code;nom;generation;communes\n"
DEUX = f"{ENTETE}QP059054;Gambetta;2015;59361 59172\nqn05901m;Centre;2024;59172\n"


@pytest.fixture
def charger(tmp_path, capsys):
    def charger(texte, encodage="utf-8"):
        fichier = tmp_path / "qpv.csv"
        fichier.write_text(texte, encoding=encodage)
        call_command("charger_qpv", str(fichier))
        return capsys.readouterr().out.strip()

    return charger


def test_a_list_is_added_then_updated_and_keeps_what_it_leaves_out(charger):
    assert charger(DEUX) == "2 quartiers ajoutés, 0 modifiés."
    assert charger(DEUX) == "0 quartiers ajoutés, 0 modifiés."
    renomme = f"\ufeff{ENTETE}QN05901M;Centre-ville;2024;59172\n"
    assert charger(renomme) == "0 quartiers ajoutés, 1 modifiés."
    assert {str(qpv) for qpv in Qpv.objects.all()} == {"Gambetta (2015)", "Centre-ville (2024)"}
    assert Qpv.objects.get(pk="QP059054").communes == ["59361", "59172"]


@pytest.mark.parametrize(
    ("ligne", "phrase"),
    [
        ("QP05;Trop court;2024;59172", "8 lettres majuscules ou chiffres"),
        ("QN05902M;Sans génération;;59172", "Ligne 4"),
        ("QN05902M;Vieux;2010;59172", "Ligne 4"),
        ("QN05902M;;2024;59172", "Ligne 4"),
        ("QN05902M;Ailleurs;2024;Denain", "Denain n'est pas un code INSEE"),
        ("QP059054;Deux fois;2015;59172", "donné deux fois"),
    ],
)
def test_one_fault_and_nothing_is_written(charger, ligne, phrase):
    with pytest.raises(CommandError, match=phrase):
        charger(f"{DEUX}{ligne}\n")
    assert not Qpv.objects.exists()


@pytest.mark.parametrize(
    ("texte", "phrase"),
    [
        ("code;nom\n", "Colonnes manquantes : communes, generation."),
        (ENTETE, "aucun quartier"),
        ("", "Colonnes manquantes"),
    ],
)
def test_a_file_that_is_no_list_is_refused(charger, texte, phrase):
    with pytest.raises(CommandError, match=phrase):
        charger(texte)


def test_a_file_that_cannot_be_read_is_told_in_french(charger):
    with pytest.raises(CommandError, match="UTF-8"):
        charger(DEUX.replace("Centre", "Écluse"), encodage="latin-1")
    with pytest.raises(CommandError, match="illisible"):
        call_command("charger_qpv", "/nulle/part.csv")
