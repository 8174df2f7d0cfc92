"""A state is set by `actions` alone: everybody else calls a verb. SQL gets it from the enum."""

import ast
import re

import pytest

from accompagnement.enums import (
    Categorie,
    ContratAccepte,
    Denominateur,
    Moment,
    Presence,
    Statut,
    StatutMiseEnRelation,
)
from offres.enums import StatutOffre
from plie.referentiels.enums import Niveau
from tests.test_structure import MODULES, RACINE

ECRITURES = {"update", "create", "get_or_create", "update_or_create", "bulk_create", "bulk_update"}
# Invented people are written by COPY as they stand, not lived through: the guards of the database
# still judge them.
EXCEPTIONS = {"plie/demonstration"}

# What SQL must be told by the enum, so that it cannot part from it.
NOMMES = {*Statut.values, *StatutOffre.values, *ContratAccepte.values}
NOMMES |= {Moment.ENTREE, *Presence.values, StatutMiseEnRelation.EMBAUCHEE}
NOMMES |= {*Categorie.values, *Denominateur.values, Niveau.INFRA3}
# There, what a criterion says of an offer.
VERDICTS = {
    ("accompagnement/rapprochement/sql/relation.sql", mot)
    for mot in ("refuse", "alternance", "absent")
}


def _hors_des_actions():
    for fichier in MODULES:
        chemin = fichier.relative_to(RACINE)
        actions = "actions" in chemin.parts or chemin.name == "actions.py"
        if not actions and not any(str(chemin).startswith(e) for e in EXCEPTIONS):
            yield chemin


@pytest.fixture(scope="module")
def arbres():
    return {chemin: ast.parse((RACINE / chemin).read_text()) for chemin in _hors_des_actions()}


def _noeuds(arbres, genre):
    return ((c, n) for c, arbre in arbres.items() for n in ast.walk(arbre) if isinstance(n, genre))


def _cibles(noeud):
    return noeud.targets if isinstance(noeud, ast.Assign) else [noeud.target]


def test_no_state_is_assigned_outside_actions(arbres):
    fautes = [
        f"{chemin}:{noeud.lineno}"
        for chemin, noeud in _noeuds(arbres, (ast.Assign, ast.AugAssign, ast.AnnAssign))
        for cible in _cibles(noeud)
        if isinstance(cible, ast.Attribute) and cible.attr == "statut"
    ]
    assert fautes == []


def test_no_state_is_written_in_bulk_outside_actions(arbres):
    fautes = [
        f"{chemin}:{noeud.lineno}"
        for chemin, noeud in _noeuds(arbres, ast.Call)
        if isinstance(noeud.func, ast.Attribute)
        and noeud.func.attr in ECRITURES
        and any(mot.arg == "statut" for mot in noeud.keywords)
    ]
    assert fautes == []


def _sql():
    trouves = (f.relative_to(RACINE) for f in RACINE.glob("[a-z]*/**/*.sql"))
    return [chemin for chemin in trouves if chemin.parts[0] != "tests"]


def _textes():
    """Each statement: a file, or a string of a module."""
    for chemin in _sql():
        yield str(chemin), (RACINE / chemin).read_text()
    for fichier in MODULES:
        for noeud in ast.walk(ast.parse(fichier.read_text())):
            if isinstance(noeud, ast.Constant) and isinstance(noeud.value, str):
                yield str(fichier.relative_to(RACINE)), noeud.value


def test_no_statement_quotes_a_state_nor_what_an_enum_says_of_a_contract_an_exit_a_level():
    cites = {
        (chemin, mot) for chemin, texte in _textes() for mot in re.findall(r"(?<=')\w+(?=')", texte)
    }
    assert {(chemin, mot) for chemin, mot in cites if mot in NOMMES} == VERDICTS


def test_no_sql_sets_a_state_outside_actions():
    ecrit = re.compile(r"\bSET\b[^;]*?\bstatut\s*=", re.DOTALL)
    fautes = [
        str(chemin)
        for chemin in (*_hors_des_actions(), *(f for f in _sql() if "actions" not in f.parts))
        if ecrit.search((RACINE / chemin).read_text())
    ]
    assert fautes == []


# An account's role: compared, asked for, filtered by, or named.
PARLE_D_UN_ROLE = re.compile(
    r"\.role\s*(==|!=|in\b|not in\b)|\ba_un_role\b|\bRole\b|\brole(__\w+)?=[\"']\w"
)
LIT_LE_ROLE = re.compile(r"\.role\b")
MATRICES = {
    f"{app}/permissions.py"
    for app in ("accompagnement", "conventions", "offres", "plie/partenaires")
}
NOMMENT_UN_ROLE = {
    "accompagnement/portefeuille.py": "says how far a role reaches",
    "accompagnement/enums/notification.py": "says whom each kind of news is for",
    "accompagnement/forms/notification.py": "offers the kinds of one's role",
    "conventions/enums.py": "says whom its news is for",
    "plie/interface/notifications.py": "declares whom a kind is for",
    "accompagnement/actions/importation/ecriture.py": "opens the accounts that a file names",
    "conventions/indicateurs/relation.py": "counts what référents follow",
    "plie/administration/actions.py": "keeps an administrator in the house",
    "plie/surveillance/envoi.py": "writes to administration",
    "plie/comptes/courriels.py": "writes to direction",
    "plie/comptes/demonstration.py": "lists an account of each role",
    "plie/comptes/enums.py": "declares them",
    "plie/comptes/middleware.py": "asks some roles for a second factor",
    "plie/comptes/models.py": "keeps them, and finds agents by what they do",
    "plie/administration/visite.py": "what each role is shown the first time",
    "plie/comptes/permissions.py": "the matrix of accounts, and what `portefeuille` asks",
    "plie/partenaires/actions/application.py": "makes the account that an application acts as",
    "plie/partenaires/actions/conseiller.py": "opens the account of a conseiller",
    "plie/partenaires/courriels.py": "writes to administration",
    "plie/partenaires/management/commands/creer_application.py": "finds who answers for it",
    "plie/management/commands/charger_demonstration.py": "invents the work of some roles",
    "plie/demonstration/personnes/agents.py": "invents an agent of each role",
    "plie/demonstration/personnes/masse.py": "invents référents by the dozen",
    "plie/demonstration/personnes/mises_en_relation.py": "invents the work of a référent",
    "plie/demonstration/rapports.py": "publishes and corrects as some roles do",
}


def test_nobody_asks_for_a_role_but_the_matrices():
    """A right is a member of an `Acte`; how far a role reaches is asked of `portefeuille`."""
    qui = {str(f.relative_to(RACINE)) for f in MODULES if PARLE_D_UN_ROLE.search(f.read_text())}
    assert qui == MATRICES | NOMMENT_UN_ROLE.keys()
    gabarits = (RACINE / "templates").rglob("*.html")
    assert [f for f in gabarits if LIT_LE_ROLE.search(f.read_text())] == []
