"""What is said of a person is decided by `accompagnement.lecture`: nobody else may name what makes
a thing sensitive, nor the right to read it."""

import re

import pytest

from tests.test_structure import MODULES, RACINE

NOMME = re.compile(
    r"(VOIR_SENSIBLE|LIRE_SENSIBLE|LIRE_CONFIDENCES|voit_sensible|CRITERES_SENSIBLES"
    r"|PIECES_SENSIBLES|MOTIFS_SUSPENSION_SENSIBLES|est_sensible)\b"
)
LECTURE = "accompagnement/lecture/"
# Where it is declared, whoever reads.
DECLARATIONS = (
    "accompagnement/enums/",
    "accompagnement/models/piece.py",
    "accompagnement/models/sortie.py",
    "accompagnement/permissions.py",
    "plie/referentiels/models.py",
)
EXCEPTIONS = {
    "accompagnement/actions/regle_sortie.py": "writes the motifs that are shipped",
    "accompagnement/admin.py": "shows the box to who ticks it",
    "accompagnement/alertes/completude.py": "asks PostgreSQL who is to be told what lacks",
    "accompagnement/listes/ordre_du_jour.py": "loads the column that the reader judges by",
    "conventions/indicateurs/declarations.py": "says which figures are sensitive",
    "conventions/indicateurs/tableau.py": "leaves the sensitive figures out of a table",
    "conventions/permissions.py": "says who lists and who counts behind a figure",
    "plie/referentiels/actions.py": "writes the freins that are shipped",
    "plie/referentiels/admin.py": "shows the box to who ticks it",
}


def _sources():
    yield from MODULES
    yield from (RACINE / "templates").rglob("*.html")
    yield from (f for f in RACINE.glob("[a-z]*/**/*.sql") if "tests" not in f.parts)


@pytest.fixture(scope="module")
def qui_nomme():
    chemins = {str(f.relative_to(RACINE)) for f in _sources() if NOMME.search(f.read_text())}
    return {chemin for chemin in chemins if not chemin.startswith(LECTURE)}


def test_nobody_else_decides_what_is_said_of_a_person(qui_nomme):
    hors = {chemin for chemin in qui_nomme if not chemin.startswith(DECLARATIONS)}
    assert hors - EXCEPTIONS.keys() == set()


def test_no_exception_outlives_its_reason(qui_nomme):
    assert EXCEPTIONS.keys() - qui_nomme == set()
    assert [d for d in DECLARATIONS if not any(c.startswith(d) for c in qui_nomme)] == []
