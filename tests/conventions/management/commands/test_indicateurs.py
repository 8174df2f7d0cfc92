import csv
import io
import json
from datetime import date

import pytest
from django.core.management import CommandError, call_command
from jsonschema import Draft202012Validator

from accompagnement.forms.regle_sortie import CRITERES
from accompagnement.models import RegleSortie
from conventions.indicateurs.declarations import PUBLIES
from conventions.rapports.donnees import prendre
from conventions.rapports.donnees_longues import ecrire_csv
from conventions.rapports.masque import masquer
from tests.portes import ecritures
from tests.test_structure import RACINE
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


EXEMPLE = RACINE / "deploiement" / "regle.exemple.json"
SCHEMA = json.loads((RACINE / "deploiement" / "regle.schema.json").read_text())


def _ecrire(tmp_path, contenu):
    fichier = tmp_path / "regle.json"
    fichier.write_text(contenu if isinstance(contenu, str) else json.dumps(contenu))
    return str(fichier)


def test_a_rule_is_tried_from_a_file_and_nothing_is_written(capsys, tmp_path):
    for motif in (*["cdi"] * 5, *["creation_entreprise"] * 5, *["demenagement"] * 5):
        ParcoursFactory(sorti=True, motif=motif)
    avant = ecritures()
    fichier = _ecrire(tmp_path, {"creation_positive": False, "denominateur": "hors_neutres"})
    document = json.loads(_sortie(capsys, "--json", "--regle", fichier))
    assert ecritures() == avant
    assert document["officiel"] is False and document["non_rejouables"] == 0
    assert document["regle_essayee"]["creation_positive"] is False
    assert document["regle_essayee"]["duree_min_mois"] == 6
    taux = document["indicateurs"][0]
    assert (taux["numerateur"], taux["denominateur"], taux["valeur"]) == (5, 10, 50.0)
    assert taux["officiel"] == {"valeur": 66.7, "numerateur": 10, "denominateur": 15}
    dit = _sortie(capsys, "--regle", fichier)
    assert "rien n'est enregistré ni officiel" in dit and "Non rejouables : 0" in dit


def test_a_trial_under_the_same_rule_gives_the_official_figures(capsys, tmp_path):
    for motif in ("cdi", "abandon", "demenagement"):
        ParcoursFactory(sorti=True, motif=motif)
    document = json.loads(_sortie(capsys, "--json", "--regle", _ecrire(tmp_path, {"version": 1})))
    for ligne in document["indicateurs"]:
        assert {cle: ligne[cle] for cle in ligne["officiel"]} == ligne["officiel"]


def test_few_exits_that_change_are_masked_unless_it_is_asked_in_the_clear(capsys, tmp_path):
    for motif in ("cdi", "creation_entreprise"):
        ParcoursFactory(sorti=True, motif=motif)
    options = ["--regle", _ecrire(tmp_path, {"creation_positive": False})]
    document = json.loads(_sortie(capsys, "--json", *options))
    assert all(ligne["est_masque"] and ligne["valeur"] is None for ligne in document["indicateurs"])
    assert document["non_rejouables"] is None
    assert "masqué" in _sortie(capsys, *options)
    document = json.loads(_sortie(capsys, "--json", "--en-clair", *options))
    assert document["indicateurs"][0]["valeur"] == 50.0


@pytest.mark.parametrize(
    ("regle", "se_dit"),
    [
        ({"creation_positive": False}, False),
        ({"duree_min_mois": 8}, False),
        ({"denominateur": "hors_deces"}, False),
        ({"denominateur": "hors_neutres"}, True),
    ],
)
def test_months_tried_one_by_one_do_not_add_up_to_a_motif(capsys, tmp_path, regle, se_dit):
    """Of a month no report prints its motifs, even of many exits: the year's less theirs."""
    for motif in (*["cdi"] * 5, *["creation_entreprise"] * 5, *["demenagement"] * 5):
        ParcoursFactory(sorti=True, motif=motif)
    call_command(
        "indicateurs",
        *("--debut", "2025-06-01", "--fin", "2025-06-30", "--json"),
        *("--regle", _ecrire(tmp_path, regle)),
    )
    taux, *_ = json.loads(capsys.readouterr().out)["indicateurs"]
    assert taux.get("est_masque", False) is not se_dit


@pytest.mark.parametrize(
    ("contenu", "phrase"),
    [
        ("{", "n'est pas du JSON"),
        ("[]", "Un objet est attendu"),
        ("[" * 60_000, "trop imbriqué"),
        ("[" * 100_000, "64 Ko"),
        ('{"duree_min_mois": 6, "duree_min_mois": 7}', "Deux fois"),
        ({"duree_min": 6}, "vouliez-vous dire"),
        ({"iae_positive": "oui"}, "true ou false"),
        ({"iae_positive": None}, "true ou false"),
        ({"duree_min_mois": True}, "un nombre ou un texte"),
        ({"duree_min_mois": {}}, "un nombre ou un texte"),
        ({"duree_min_mois": -1}, "duree_min_mois"),
        ({"duree_min_mois": 1.5}, "duree_min_mois"),
        ({"duree_min_mois": None}, "obligatoire"),
        ('{"quotite_min": NaN}', "quotite_min"),
        ('{"quotite_min": 1e999}', "quotite_min"),
        ({"quotite_min": 1.5}, "de 0 à 1"),
        ({"saisonnier_mois_sur_12": 13}, "de 1 à 12"),
        ({"denominateur": "tout"}, "denominateur"),
        ({"version": 7}, "n'existe pas"),
        ({"version": "1"}, "n'existe pas"),
        ({"version": 10**30}, "n'existe pas"),
        ('"\\u0000"', "Un objet est attendu"),
        ({"denominateur": "\x00"}, "denominateur"),
    ],
)
def test_a_bad_file_is_refused_in_one_sentence(capsys, tmp_path, contenu, phrase):
    RegleSortieFactory()
    with pytest.raises(CommandError, match=phrase) as refus:
        _sortie(capsys, "--regle", _ecrire(tmp_path, contenu))
    assert "\n" not in str(refus.value) and capsys.readouterr().out == ""


def test_a_file_that_is_not_there_or_asks_for_a_breakdown_is_refused(capsys, tmp_path):
    with pytest.raises(CommandError, match="illisible"):
        _sortie(capsys, "--regle", str(tmp_path / "rien.json"))
    (tmp_path / "latin.json").write_bytes("é".encode("latin-1"))
    with pytest.raises(CommandError, match="UTF-8"):
        _sortie(capsys, "--regle", str(tmp_path / "latin.json"))
    with pytest.raises(CommandError, match="ne se ventile pas"):
        _sortie(capsys, "--ventilation", "sexe", "--regle", str(EXEMPLE))
    with pytest.raises(CommandError, match="nommez une version"):
        _sortie(capsys, "--regle", str(EXEMPLE))


def test_the_schema_documents_what_is_read():
    Draft202012Validator.check_schema(SCHEMA)
    Draft202012Validator(SCHEMA).validate(json.loads(EXEMPLE.read_text()))
    assert set(SCHEMA["properties"]) == {"version", *CRITERES}
    for champ, dit in SCHEMA["properties"].items():
        choix = dict(RegleSortie._meta.get_field(champ).choices or ())
        assert set(dit.get("enum", ())) == set(choix)
