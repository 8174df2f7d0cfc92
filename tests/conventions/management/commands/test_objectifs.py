import json

import pytest
from django.core.management import CommandError, call_command

from tests.usines import ObjectifFactory, ParcoursFactory, ValeurFactory

pytestmark = pytest.mark.django_db
CLES = ["code", "libelle", "indicateur", "debut", "fin", "cible", "realise", "numerateur"]
CLES += ["denominateur", "attendu", "prevision", "raison"]


def _sortie(capsys, *arguments):
    call_command("objectifs", *arguments)
    return capsys.readouterr().out


def test_the_json_says_each_objective_of_each_convention(capsys):
    ParcoursFactory.create_batch(2, actif=True)
    objectif = ObjectifFactory(code="entrees", cible=73)
    document = json.loads(_sortie(capsys, "--le", "2025-07-02", "--json"))
    assert document == {
        "le": "2025-07-02",
        "conventions": [
            {
                "code": objectif.convention.code,
                "objectifs": [
                    {
                        "code": "entrees",
                        "libelle": objectif.libelle,
                        "indicateur": "entrees",
                        "debut": "2025-01-01",
                        "fin": "2025-12-31",
                        "cible": 73,
                        "realise": 2,
                        "numerateur": 2,
                        "denominateur": None,
                        "attendu": 36.6,
                        "prevision": None,
                        "raison": "trop peu pour prévoir",
                    }
                ],
            }
        ],
    }
    assert list(document["conventions"][0]["objectifs"][0]) == CLES


def test_a_counter_by_hand_has_no_indicator(capsys):
    objectif = ObjectifFactory(manuel=True, cible=12)
    ValeurFactory(objectif=objectif, valeur=3)
    (lu,) = json.loads(_sortie(capsys, "--le", "2025-07-02", "--json"))["conventions"][0][
        "objectifs"
    ]
    assert (lu["indicateur"], lu["realise"], lu["numerateur"]) == (None, 3, 3)


def test_the_table_is_written_in_french(capsys):
    ObjectifFactory(libelle="Taux", indicateur="taux_sorties_positives", cible=56)
    texte = _sortie(capsys, "--le", "2025-07-02")
    assert "cible 56\u00a0%" in texte
    assert "(Aucun cas à rapporter" in texte


def test_without_any_convention_there_is_none(capsys):
    assert json.loads(_sortie(capsys, "--json"))["conventions"] == []


@pytest.mark.parametrize("le", ["hier", "2025-13-01", "0001-01-01"])
def test_a_day_that_nobody_can_mean_is_refused(le):
    with pytest.raises(CommandError):
        call_command("objectifs", "--le", le)
