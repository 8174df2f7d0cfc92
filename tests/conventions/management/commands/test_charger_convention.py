"""A convention comes from a file: all or nothing, again without effect, each fault at its place."""

import json
from copy import deepcopy
from datetime import date

import pytest
from django.core.management import CommandError, call_command
from jsonschema import Draft202012Validator

from accompagnement.models import Cohorte
from conventions.forms.convention import CONVENTION
from conventions.indicateurs.historiques import event_de
from conventions.models import Avenant, Cible, CompteurManuel, Convention, Objectif
from plie.comptes.enums import Role
from tests.test_structure import RACINE
from tests.usines import (
    AgentFactory,
    AppartenanceFactory,
    CommuneFactory,
    MotifSortieFactory,
    StructureFactory,
)

pytestmark = pytest.mark.django_db
EXEMPLE = RACINE / "deploiement" / "convention.exemple.json"
SCHEMA = json.loads((RACINE / "deploiement" / "convention.schema.json").read_text())
MODELES = (Convention, Avenant, Cohorte, Objectif, Cible, CompteurManuel)


@pytest.fixture
def exemple():
    CommuneFactory(code_insee="59172")
    AgentFactory(role=Role.DIRECTION, email="direction@exemple.fr")
    return json.loads(EXEMPLE.read_text())


@pytest.fixture
def charger(tmp_path, capsys):
    def charger(convention):
        fichier = tmp_path / "convention.json"
        texte = convention if isinstance(convention, str) else json.dumps(convention)
        fichier.write_text(texte)
        call_command("charger_convention", fichier)
        return capsys.readouterr().out

    return charger


def combien():
    return [modele.objects.count() for modele in MODELES]


def refus(charger, convention):
    """The lines of the refusal; nothing is written."""
    avant = combien()
    with pytest.raises(CommandError) as erreur:
        charger(convention)
    assert combien() == avant
    entete, *fautes = str(erreur.value).splitlines()
    assert entete == "Convention refusée, rien n'est écrit."
    return fautes


def test_the_example_is_loaded_whole(exemple, charger):
    assert charger(exemple) == (
        "Écrit : 1 cohorte, 1 convention, 1 avenant, 3 objectifs, 4 cibles, 1 valeur d'un "
        "compteur.\n"
    )
    assert combien() == [1, 1, 1, 3, 4, 1]
    convention = Convention.objects.get()
    assert convention.partenaires == ["France Travail", "La Porte du Hainaut"]
    cohorte, denain, actions = convention.objectifs.all()
    assert cohorte.cohorte == Cohorte.objects.get()
    assert cohorte.porteur.email == "direction@exemple.fr"
    assert (denain.communes, denain.criteres) == (["59172"], ["rsa"])
    assert denain.cibles.last().avenant.numero == 1
    assert actions.valeurs.get().date == date(2026, 3, 12)


def test_loaded_again_it_changes_nothing(exemple, charger):
    charger(exemple)
    evenements = [event_de(modele).objects for modele in MODELES]
    avant = [histoire.count() for histoire in evenements]
    assert charger(exemple) == "Rien à changer.\n"
    assert combien() == [1, 1, 1, 3, 4, 1]
    assert [histoire.count() for histoire in evenements] == avant


def test_what_it_does_not_name_stays(exemple, charger):
    charger(exemple)
    exemple["objectifs"] = exemple["objectifs"][:1]
    exemple["libelle"] = "Convention renommée"
    assert charger(exemple) == "Écrit : 1 convention.\n"
    assert Objectif.objects.count() == 3


def test_a_target_amended_keeps_the_old_one_and_its_dates(exemple, charger):
    charger(exemple)
    cibles = exemple["objectifs"][0]["cibles"]
    cibles[0]["valeur"] = 60
    assert refus(charger, exemple) == [
        "objectifs[0].cibles[0].valeur : la cible du 01/01/2026 est 40.0 : datez la nouvelle d'un "
        "autre jour, celle-là garde les siens."
    ]
    cibles[0] |= {"valeur": 40, "date_fin": "2026-12-31"}
    cibles.append({"valeur": 60, "date_debut": "2027-01-01"})
    charger(exemple)
    lues = Objectif.objects.get(code=exemple["objectifs"][0]["code"]).cibles
    assert [(c.valeur, c.date_fin) for c in lues.all()] == [(40, date(2026, 12, 31)), (60, None)]


def _changer(convention, chemin, valeur):
    *avant, dernier = chemin
    for cle in avant:
        convention = convention[cle]
    convention[dernier] = valeur


VALEUR = {"date": "2026-03-12", "valeur": 1, "source": "Compte rendu"}
OBJECTIF, CIBLE = ("objectifs", 1), ("objectifs", 1, "cibles", 0)


@pytest.mark.parametrize(
    "chemin, valeur, faute",
    [
        ((*CIBLE, "valeur"), 0, "objectifs[1].cibles[0].valeur : Une cible est plus grande"),
        ((*CIBLE, "valeur"), -4, "objectifs[1].cibles[0].valeur : Une cible est plus grande"),
        ((*CIBLE, "valeur"), [4], "objectifs[1].cibles[0].valeur : une valeur est attendue"),
        ((*CIBLE, "valeur"), True, "objectifs[1].cibles[0].valeur : une valeur est attendue"),
        ((*CIBLE, "date_fin"), "2025-12-31", "objectifs[1].cibles[0].date_fin : La cible finirait"),
        ((*CIBLE, "date_fin"), None, "objectifs[1].cibles[1].date_debut : Une autre cible vaut"),
        ((*CIBLE, "avenant"), 7, "objectifs[1].cibles[0].avenant : aucun avenant"),
        ((*CIBLE, "date_debut"), "hier", "objectifs[1].cibles[0].date_debut : "),
        (("avenants", 0, "date_fin"), "2026-06-01", "avenants[0].date_fin : L'avenant finirait"),
        (("date_fin",), "2025-01-01", "date_fin : La convention finirait avant de commencer."),
        (("libelle",), "", "libelle : Ce champ est obligatoire."),
        (("partenaires",), [], "partenaires : une liste est attendue ici"),
        (("partenaires",), "France Travail", "partenaires : une liste est attendue ici"),
        (("objectifs", 0), "entrées", "objectifs[0] : un objet est attendu ici."),
        ((*OBJECTIF, "indicateur"), "entree", "objectifs[1].indicateur : "),
        ((*OBJECTIF, "compteur"), "actions", "objectifs[1].indicateur : Un objectif se mesure"),
        ((*OBJECTIF, "indicateurs"), "x", "objectifs[1].indicateurs : clé inconnue ; vouliez-vous"),
        ((*OBJECTIF, "porteur"), "x@y.fr", "objectifs[1].porteur : aucun compte n'a l'adresse"),
        ((*OBJECTIF, "portee", "communes"), ["59999"], "objectifs[1].communes : Commune inconnue"),
        ((*OBJECTIF, "portee", "cohorte"), "x", "objectifs[1].portee.cohorte : aucune cohorte"),
        ((*OBJECTIF, "portee", "structures"), ["x"], "objectifs[1].portee.structures : inconnue"),
        ((*OBJECTIF, "portee", "criteres"), ["rsaa"], "objectifs[1].portee.criteres[0] : "),
        ((*OBJECTIF, "portee", "motifs"), ["cdi"], "objectifs[1].motifs : "),
        (("objectifs", 2, "portee"), {"communes": ["59172"]}, "objectifs[2].compteur : "),
        (("objectifs", 2, "valeurs", 0, "valeur"), 0, "objectifs[2].valeurs[0].valeur : "),
        (
            ("objectifs", 2, "valeurs", 0, "date"),
            "2099-01-01",
            "objectifs[2].valeurs[0].date : Cette",
        ),
        ((*OBJECTIF, "valeurs"), [VALEUR], "objectifs[1].valeurs[0] : Cet objectif est compté"),
        (("objectifs", 2, "source"), "", "objectifs[2].indicateur : Un objectif se mesure"),
        (("cohortes", 0, "capacite"), 0, "cohortes[0].capacite : "),
    ],
)
def test_each_fault_is_told_at_its_place(exemple, charger, chemin, valeur, faute):
    _changer(exemple, chemin, valeur)
    fautes = refus(charger, exemple)
    assert [f for f in fautes if f.startswith(faute)], fautes


def test_all_the_faults_are_told_at_once(exemple, charger):
    exemple["libelle"] = exemple["avenants"][0]["objet"] = ""
    exemple["objectifs"][0]["code"] = "à la main"
    assert len(refus(charger, exemple)) == 3


@pytest.mark.parametrize(
    "liste, champ, faute",
    [
        (("cohortes",), "libelle", "cohortes[1].code : déjà dit par cohortes[0]."),
        (("avenants",), "objet", "avenants[1].numero : déjà dit par avenants[0]."),
        (("objectifs",), "libelle", "objectifs[3].code : déjà dit par objectifs[0]."),
        (
            ("objectifs", 0, "cibles"),
            "valeur",
            "objectifs[0].cibles[1].date_debut : déjà dit par objectifs[0].cibles[0].",
        ),
        (
            ("objectifs", 2, "valeurs"),
            "valeur",
            "objectifs[2].valeurs[1].date : déjà dit par objectifs[2].valeurs[0].",
        ),
    ],
)
def test_what_is_said_twice_is_refused(exemple, charger, liste, champ, faute):
    """The second would be written over the first, and the first again the next time."""
    dits = exemple
    for cle in liste:
        dits = dits[cle]
    dits.append(dits[0] | {champ: "77"})
    assert refus(charger, exemple) == [faute]


def test_two_sources_may_count_on_one_day(exemple, charger):
    valeurs = exemple["objectifs"][2]["valeurs"]
    valeurs.append(valeurs[0] | {"source": "Feuille d'émargement"})
    charger(exemple)
    assert CompteurManuel.objects.count() == 2


def test_a_cohort_never_has_fewer_places_than_people(exemple, charger):
    charger(exemple)
    AppartenanceFactory.create_batch(2, cohorte=Cohorte.objects.get())
    exemple["cohortes"][0]["capacite"] = 1
    assert refus(charger, exemple) == [
        "cohortes[0].capacite : 2 personnes sont dans cette cohorte : elle en perdrait."
    ]
    exemple["cohortes"][0]["capacite"] = 2
    assert charger(exemple) == "Écrit : 1 cohorte.\n"


def test_a_motif_is_a_scope_of_a_number_of_exits_alone(exemple, charger):
    MotifSortieFactory(code="cdi")
    objectif = exemple["objectifs"][1]
    objectif |= {"indicateur": "sorties", "portee": {"motifs": ["cdi"]}}
    assert "Objectif" not in charger(deepcopy(exemple))
    objectif["code"], objectif["indicateur"] = "autre", "taux_sorties_positives"
    assert refus(charger, exemple)[0].startswith("objectifs[1].motifs : Une portée par motif")


def test_offers_have_no_scope_but_communes(exemple, charger):
    exemple["objectifs"][1]["indicateur"] = "offres_ouvertes"
    assert "sa portée n'est que de communes" in refus(charger, exemple)[0]


def test_a_structure_is_named_as_the_import_names_it(exemple, charger):
    structure = StructureFactory(nom="CCAS de Denain")
    exemple["objectifs"][1]["portee"] = {"structures": ["ccas de denain"]}
    charger(exemple)
    assert Objectif.objects.get(code="entrees-denain").structures == [structure.pk]


@pytest.mark.parametrize(
    "texte, phrase",
    [
        ("{", "n'est pas du JSON : ligne 1, colonne"),
        ("[]", "fichier : un objet est attendu ici."),
        ('{"code": "a", "code": "b"}', "Deux fois dans un même objet : code."),
        ("[" * 100_000, "trop imbriqué"),
        (f'{{"code": {"9" * 5_000}}}', "un nombre de milliers de chiffres"),
        ('{"libelle": "\\ud800"}', "la moitié d'un caractère"),
        ('{"\\ud800": 1}', "la moitié d'un caractère"),
        ('{"\\udfff": 1, "\\udfff": 2}', "Deux fois dans un même objet : ."),
    ],
)
def test_what_is_no_convention_says_so(charger, texte, phrase):
    assert phrase in " ".join(refus(charger, texte))


def test_a_file_that_cannot_be_read_says_so(tmp_path):
    with pytest.raises(CommandError, match="illisible"):
        call_command("charger_convention", tmp_path / "absent.json")
    (tmp_path / "latin.json").write_bytes(b'{"code": "\xe9"}')
    with pytest.raises(CommandError, match="UTF-8"):
        call_command("charger_convention", tmp_path / "latin.json")


def test_the_schema_documents_what_is_read():
    _comparer(CONVENTION, SCHEMA)
    Draft202012Validator.check_schema(SCHEMA)
    Draft202012Validator(SCHEMA).validate(json.loads(EXEMPLE.read_text()))


def _comparer(objet, schema):
    proprietes = schema["properties"]
    assert set(objet.cles) == set(proprietes)
    requis = {nom for nom, champ in objet.champs.items() if champ.required}
    assert requis | set(objet.suites_requises) == set(schema.get("required", ()))
    for nom, dedans in objet.listes.items():
        _comparer(dedans, proprietes[nom]["items"])
    for nom, dedans in objet.objets.items():
        _comparer(dedans, proprietes[nom])
