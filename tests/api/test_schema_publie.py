"""What is published holds: a change is told in the journal, and nothing that programs read goes."""

import copy
import re
import subprocess
import sys

import pytest
from django.conf import settings

from plie.partenaires.api.document import document, empreinte_du, journal
from tests.api.publie import lire
from tests.api.ruptures import ruptures

POUR_PUBLIER = "tell it in plie/partenaires/api/journal.toml (README), then: python -m tests.api"


def test_nothing_published_is_gone_or_changes_type():
    assert ruptures(lire(), document()) == []


def test_a_change_of_the_document_has_its_line_in_the_journal():
    assert empreinte_du(document()) == journal()[0]["empreinte"], POUR_PUBLIER
    assert empreinte_du(lire()) == journal()[0]["empreinte"], POUR_PUBLIER


def test_the_journal_is_dated_from_the_latest_to_the_first():
    dates = [version["le"] for version in journal()]
    assert dates == sorted(dates, reverse=True)
    assert all(version["changements"] for version in journal())


def test_the_document_is_made_without_a_warning():
    """In a process of its own, which has made none yet."""
    fin = subprocess.run(
        [sys.executable, "manage.py", "spectacular", "--validate", "--fail-on-warn"],
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=False,
    )
    assert fin.returncode == 0, fin.stderr


def test_every_operation_says_what_it_does_and_shows_an_example():
    for chemin, methodes in document()["paths"].items():
        for operation in methodes.values():
            nom = f"{chemin} {operation['operationId']}"
            assert operation["summary"] and operation["description"], nom
            assert operation["tags"] and operation["security"], nom
            corps = operation.get("requestBody", {}).get("content", {}).values()
            assert all(contenu.get("examples") for contenu in corps), nom
            reussies = [r for s, r in operation["responses"].items() if s in ("200", "201", "207")]
            assert reussies, nom
            assert all(c.get("examples") for r in reussies for c in r["content"].values()), nom


def _descriptions(noeud):
    if isinstance(noeud, dict):
        if isinstance(noeud.get("description"), str):
            yield noeud["description"]
        noeud = list(noeud.values())
    for dedans in noeud if isinstance(noeud, list) else ():
        yield from _descriptions(dedans)


def test_a_docstring_for_our_maintainers_is_not_published():
    lues = list(_descriptions(document()))
    assert len(lues) > 100
    assert [dite for dite in lues if re.search(r"\b(the|of|what|is|and)\b", dite)] == []


def _document():
    return {
        "paths": {
            "/a": {
                "get": {
                    "operationId": "lire",
                    "security": [{"oauth2": ["p"]}, {"oauth2": ["q"]}],
                    "parameters": [{"in": "query", "name": "n", "schema": {"type": "integer"}}],
                    "responses": {
                        "200": {
                            "content": {"json": {"schema": {"$ref": "#/components/schemas/A"}}}
                        },
                        "404": {},
                    },
                }
            }
        },
        "components": {
            "schemas": {
                "A": {
                    "type": "object",
                    "required": ["statut"],
                    "properties": {
                        "statut": {"type": "string", "enum": ["actif", "sorti"]},
                        "le": {"type": ["string", "null"], "format": "date"},
                    },
                },
                "ARequest": {"type": "object", "properties": {"nom": {"type": "string"}}},
            }
        },
    }


def _retirer(*chemin):
    def retirer(document):
        *debut, fin = chemin
        for morceau in debut:
            document = document[morceau]
        del document[fin]

    return retirer


def _mettre(valeur, *chemin):
    def mettre(document):
        *debut, fin = chemin
        for morceau in debut:
            document = document[morceau]
        document[fin] = valeur

    return mettre


LIRE = ("paths", "/a", "get")
A = ("components", "schemas", "A")
ENVOI = ("components", "schemas", "ARequest")


@pytest.mark.parametrize(
    "changer",
    [
        _retirer("paths", "/a"),
        _retirer(*LIRE),
        _mettre("voir", *LIRE, "operationId"),
        _mettre([{"oauth2": ["p"]}], *LIRE, "security"),
        _mettre([], *LIRE, "parameters"),
        _mettre("string", *LIRE, "parameters", 0, "schema", "type"),
        _mettre(True, *LIRE, "parameters", 0, "required"),
        _retirer(*LIRE, "responses", "404"),
        _mettre({}, *LIRE, "responses", "200", "content"),
        _retirer(*A),
        _retirer(*A, "properties", "statut"),
        _mettre("integer", *A, "properties", "statut", "type"),
        _mettre(["string", "null"], *A, "properties", "statut", "type"),
        _mettre("date-time", *A, "properties", "le", "format"),
        _mettre(["actif"], *A, "properties", "statut", "enum"),
        _mettre([], *A, "required"),
        _mettre(["nom"], *ENVOI, "required"),
    ],
)
def test_what_a_program_would_miss_is_seen(changer):
    apres = copy.deepcopy(_document())
    changer(apres)
    assert ruptures(_document(), apres)


@pytest.mark.parametrize(
    "changer",
    [
        _mettre({"get": _document()["paths"]["/a"]["get"]}, "paths", "/b"),
        _mettre({}, *LIRE, "responses", "429"),
        _mettre({"type": "string"}, *A, "properties", "nom"),
        _mettre(["actif", "sorti", "suspendu"], *A, "properties", "statut", "enum"),
        _mettre(["statut", "le"], *A, "required"),
        _mettre({"type": "string"}, *ENVOI, "properties", "prenom"),
        _mettre({"required": ["a"]}, "components", "schemas", "BRequest"),
    ],
)
def test_an_addition_breaks_nothing(changer):
    apres = copy.deepcopy(_document())
    changer(apres)
    assert ruptures(_document(), apres) == []
