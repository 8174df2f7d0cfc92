import csv
import io
import json
from datetime import date

import pytest
from django.core.management import CommandError, call_command

from conventions.indicateurs.declarations import PUBLIES
from conventions.rapports.donnees import prendre
from conventions.rapports.donnees_longues import ecrire_csv
from conventions.rapports.masque import masquer
from tests.usines import ParcoursFactory, RegleSortieFactory

pytestmark = pytest.mark.django_db


def _sortie(capsys, *arguments):
    call_command("indicateurs", "--debut", "2025-01-01", "--fin", "2025-12-31", *arguments)
    return capsys.readouterr().out


def test_the_json_has_the_public_keys(capsys):
    ParcoursFactory(sorti=True)
    document = json.loads(_sortie(capsys, "--json"))

    assert document["periode"] == {"debut": "2025-01-01", "fin": "2025-12-31"}
    assert set(document["regle"]) == {"version", "libelle"}
    assert [i["code"] for i in document["indicateurs"]] == [i.code for i in PUBLIES]
    assert document["ventilations"] == {}
    assert [regle["version"] for regle in document["regles"]] == [1]
    taux = next(i for i in document["indicateurs"] if i["code"] == "taux_sorties_positives")
    assert taux == {
        "code": "taux_sorties_positives",
        "libelle": "Taux de sorties positives",
        "unite": "%",
        "valeur": 100.0,
        "numerateur": 1,
        "denominateur": 1,
    }


def _annee(capsys, *arguments):
    return _sortie(capsys, "--json", "--ventilation", "sexe", "critere", *arguments)


def test_the_json_breaks_down_by_what_is_asked_as_the_file_of_the_report_does(capsys):
    """The figures of the year are those of the report of December, masked cells included."""
    ParcoursFactory.create_batch(7, actif=True, participant__sexe="F", criteres=["rsa"])
    ParcoursFactory.create_batch(6, actif=True, participant__sexe="M")
    ParcoursFactory.create_batch(2, actif=True, criteres=["rqth"])
    dites = json.loads(_annee(capsys))["ventilations"]
    fichier = ecrire_csv(masquer(prendre(date(2025, 12, 1)))).decode("utf-8-sig")
    for dimension in ("sexe", "critere"):
        attendues = {
            (ligne["modalite"], ligne["indicateur"]): ligne["numerateur"]
            for ligne in csv.DictReader(io.StringIO(fichier), delimiter=";")
            if (ligne["ventilation"], ligne["periode_debut"]) == (dimension, "2025-01-01")
        }
        lues = {
            (ligne["modalite"], ligne["code"]): str(ligne["numerateur"] or "0")
            if "est_masque" not in ligne
            else ""
            for ligne in dites[dimension]
        }
        assert lues == attendues
    criteres = {ligne["modalite"] for ligne in dites["critere"]}
    assert "Bénéficiaire du RSA" in criteres and not {c for c in criteres if "RQTH" in c}


def test_what_no_report_says_is_not_said_either(capsys):
    ParcoursFactory.create_batch(6, actif=True, criteres=["rqth"])
    un_jour = ["--debut", "2025-06-10", "--fin", "2025-06-10", "--json"]
    call_command("indicateurs", *un_jour)
    dits = {i["code"]: i for i in json.loads(capsys.readouterr().out)["indicateurs"]}
    assert dits["personnes_accompagnees"]["valeur"] == 6
    assert dits["part_rqth"]["est_masque"] and dits["part_rqth"]["numerateur"] is None
    for bornes in (
        ("2025-06-10", "2025-06-10"),
        ("2025-12-01", "2025-12-31"),
        ("2025-01-01", "2025-06-30"),
    ):
        with pytest.raises(CommandError, match="masquée comme dans les rapports. .*--en-clair"):
            call_command(
                "indicateurs", debut=bornes[0], fin=bornes[1], ventilation=["critere"], en_json=True
            )
    with pytest.raises(CommandError, match="ne donnent pas cette répartition"):
        _sortie(capsys, "--ventilation", "referent")


def test_who_runs_the_platform_reads_everything_when_asking_for_it(capsys):
    ParcoursFactory(actif=True, criteres=["rqth"])
    document = json.loads(_annee(capsys, "--en-clair"))
    assert {
        "modalite": "Travailleur handicapé (RQTH)",
        "code": "entrees",
        "valeur": 1,
        "numerateur": 1,
        "denominateur": None,
    } in document["ventilations"]["critere"]
    assert not [i for i in document["indicateurs"] if "est_masque" in i]


def test_the_json_says_each_rule_of_a_period_that_crosses_two(capsys):
    RegleSortieFactory(valide_au=date(2025, 6, 30))
    RegleSortieFactory(version=2, valide_du=date(2025, 7, 1), denominateur="hors_neutres")
    document = json.loads(_sortie(capsys, "--json"))
    assert [regle["version"] for regle in document["regles"]] == [1, 2]
    assert "hors sorties neutres" in document["regles"][1]["phrase"]


def test_an_empty_base_has_no_rule_and_no_rate(capsys):
    document = json.loads(_sortie(capsys, "--json"))

    assert document["regle"] is None
    assert {i["valeur"] for i in document["indicateurs"]} == {0, None}


def test_the_table_is_written_in_french(capsys):
    ParcoursFactory(sorti=True, date_sortie=date(2025, 6, 30))
    texte = _sortie(capsys, "--ventilation", "sexe")
    assert "masqué" in texte
    texte = _sortie(capsys, "--ventilation", "sexe", "--en-clair")

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
