import json
from datetime import date

import pytest
from django.core.management import CommandError, call_command

from conventions.indicateurs.declarations import INDICATEURS
from tests.usines import ParcoursFactory

pytestmark = pytest.mark.django_db


def _sortie(capsys, *arguments):
    call_command("indicateurs", "--debut", "2025-01-01", "--fin", "2025-12-31", *arguments)
    return capsys.readouterr().out


def test_the_json_has_the_public_keys(capsys):
    ParcoursFactory(sorti=True)
    document = json.loads(_sortie(capsys, "--json"))

    assert document["periode"] == {"debut": "2025-01-01", "fin": "2025-12-31"}
    assert set(document["regle"]) == {"version", "libelle"}
    assert [i["code"] for i in document["indicateurs"]] == [i.code for i in INDICATEURS]
    assert document["ventilations"] == {}
    taux = next(i for i in document["indicateurs"] if i["code"] == "taux_sorties_positives")
    assert taux == {
        "code": "taux_sorties_positives",
        "libelle": "Taux de sorties positives",
        "unite": "%",
        "valeur": 100.0,
        "numerateur": 1,
        "denominateur": 1,
    }


def test_the_json_breaks_down_by_what_is_asked(capsys):
    ParcoursFactory(actif=True)
    document = json.loads(_sortie(capsys, "--json", "--ventilation", "sexe", "commune"))

    assert set(document["ventilations"]) == {"sexe", "commune"}
    assert {
        "modalite": "Denain",
        "code": "entrees",
        "valeur": 1,
        "numerateur": 1,
        "denominateur": None,
    } in document["ventilations"]["commune"]


def test_an_empty_base_has_no_rule_and_no_rate(capsys):
    document = json.loads(_sortie(capsys, "--json"))

    assert document["regle"] is None
    assert {i["valeur"] for i in document["indicateurs"]} == {0, None}


def test_the_table_is_written_in_french(capsys):
    ParcoursFactory(sorti=True, date_sortie=date(2025, 6, 30))
    texte = _sortie(capsys, "--ventilation", "sexe")

    assert "Taux de sorties positives" in texte and "100\u00a0%  (1 sur 1)" in texte
    assert "Sexe : Femme" in texte and "Règle v1" in texte
    assert "sur 0" not in texte


@pytest.mark.parametrize(
    ("arguments", "phrase"),
    [
        (["--debut", "2025-02-30", "--fin", "2025-12-31"], "n'est pas une date"),
        (["--debut", "hier", "--fin", "2025-12-31"], "n'est pas une date"),
        (["--debut", "2025-12-31", "--fin", "2025-01-01"], "précède son début"),
        (["--debut", "2099-01-01", "--fin", "2099-12-31"], "période est à venir"),
        (["--debut", "0001-01-01", "--fin", "2025-01-01"], "L'année va de"),
        (
            ["--debut", "2025-01-01", "--fin", "2025-01-31", "--ventilation", "astre"],
            "n'existe pas",
        ),
    ],
)
def test_a_bad_request_is_one_french_sentence(arguments, phrase):
    with pytest.raises(CommandError, match=phrase) as refus:
        call_command("indicateurs", *arguments)
    assert refus.value.returncode == 1
