import json

import pytest
from django.core.management import CommandError, call_command

from tests.usines import (
    AppartenanceFactory,
    CommuneFactory,
    ConventionFactory,
    ObjectifFactory,
    ParcoursFactory,
    ValeurFactory,
)

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
                        "attendu": 37,
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


@pytest.fixture
def portees():
    """Objectives within scopes: ten people of Denain, one of them in a cohort, two of Raismes."""
    convention = ConventionFactory(date_debut="2025-01-01", date_fin="2025-12-31")
    denain, raismes = CommuneFactory(), CommuneFactory(code_insee="59491")
    for commune, nombre in ((denain, 9), (raismes, 2)):
        ParcoursFactory.create_batch(nombre, actif=True, participant__commune=commune)
    cohorte = AppartenanceFactory().cohorte
    for code, champs in {
        "denain": {"communes": [denain.pk]},
        "raismes": {"communes": [raismes.pk]},
        "cohorte": {"cohorte": cohorte},
        "etapes": {"indicateur": "etapes_commencees"},
        "femmes": {"indicateur": "part_femmes"},
        "tous": {},
    }.items():
        ObjectifFactory(**{"convention": convention, "code": code, "cible": 5} | champs)


def _lus(capsys, *arguments):
    (convention,) = json.loads(_sortie(capsys, "--json", *arguments))["conventions"]
    return {o["code"]: o for o in convention["objectifs"]}


@pytest.mark.parametrize("le", ["2025-06-12", "2025-06-30", "2025-12-31", "2026-03-01"])
def test_what_no_report_prints_is_masked_and_the_whole_plie_is_said(capsys, portees, le):
    lus = _lus(capsys, "--le", le)
    assert lus["tous"]["realise"] == 12 and "est_masque" not in lus["tous"]
    for code in ("raismes", "cohorte", "etapes"):
        assert lus[code]["est_masque"] and "masquent" in lus[code]["raison"]
        assert lus[code]["realise"] is lus[code]["numerateur"] is lus[code]["prevision"] is None
        assert (lus[code]["cible"], lus[code]["attendu"]) != (None, None)


def test_a_share_and_a_scope_are_said_where_a_report_says_them(capsys, portees):
    """The year to date of June withholds its shares, and days of June are in no report."""
    assert all(_lus(capsys, "--le", "2025-06-12")[c]["est_masque"] for c in ("femmes", "denain"))
    decembre = _lus(capsys, "--le", "2025-12-31")
    assert "est_masque" not in decembre["femmes"] and decembre["femmes"]["realise"] is not None


def test_in_the_clear_nothing_is_masked(capsys, portees):
    lus = _lus(capsys, "--le", "2025-06-12", "--en-clair")
    assert [lus[code]["realise"] for code in ("denain", "raismes", "cohorte")] == [10, 2, 1]
    assert not any("est_masque" in lu for lu in lus.values())


def test_the_table_masks_too(capsys, portees):
    texte = _sortie(capsys, "--le", "2025-06-12")
    assert texte.count("réalisé masqué") == 5


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
