"""The page of the API: whole, public, and true: what it shows runs as it is."""

import ast
import json
import os
import re
import subprocess
import sys
from datetime import date
from pathlib import Path
from shutil import which

import pytest
from django.conf import settings

from accompagnement.actions.orientation.annonce import DOCUMENT, INTEGREE, MESSAGE
from accompagnement.api.inventees import EXEMPLE
from accompagnement.enums import StatutOrientation
from plie.partenaires.actions.livraison import signer
from plie.partenaires.api.catalogue import erreurs, evenements
from plie.partenaires.api.changement import ListeDesChangements
from plie.partenaires.api.document import document
from plie.partenaires.api.erreurs import TITRES
from tests.accessibilite import examiner
from tests.partenaire import Partenaire

EXEMPLES = Path(settings.BASE_DIR) / "templates/partenaires/exemples"
PAGE = "/api/v1/documentation/"
PARLANTS = [
    fichier
    for paquet in ("plie", "accompagnement", "conventions", "offres")
    for fichier in (Path(settings.BASE_DIR) / paquet).rglob("*.py")
    if "Probleme(" in fichier.read_text()
]


@pytest.fixture
def texte(client, db):
    reponse = client.get(PAGE)
    assert reponse.status_code == 200
    return reponse.content.decode()


def test_anybody_reads_the_document(client, db):
    reponse = client.get("/api/v1/schema")
    assert (reponse.status_code, reponse["Content-Type"]) == (200, "application/json")
    lu = json.loads(reponse.content)
    assert lu["openapi"].startswith("3.1") and lu["servers"]
    assert lu == document()


def test_every_operation_is_on_the_page_with_its_examples(texte):
    for chemin, methodes in document()["paths"].items():
        for methode, operation in methodes.items():
            assert f'id="{operation["operationId"]}"' in texte
            assert f"<code>{methode.upper()} {chemin}</code>" in texte
    assert texte.count("Exemple de réponse 200") >= len(document()["paths"])


def test_every_link_inside_the_page_leads_somewhere(texte):
    voulues = set(re.findall(r'href="#([^"]+)"', texte))
    ancres = re.findall(r' id="([^"]+)"', texte)
    assert voulues - set(ancres) == set()
    assert len(ancres) == len(set(ancres))


def test_every_code_of_error_has_its_anchor(texte):
    for code, (statut, dite) in erreurs().items():
        assert f'id="erreur-{code}"' in texte
        assert statut in TITRES and dite


def test_the_values_of_a_parameter_are_a_sentence(texte):
    assert "* `" not in texte
    assert "nouvelle (Nouvelle), acceptee (Acceptée)" in texte


def test_every_type_of_change_is_told(texte):
    annonces = [*StatutOrientation.values, MESSAGE, DOCUMENT, INTEGREE]
    autres = {"accompagnement.modifie", "offre.modifiee"}
    assert set(evenements()) == {f"orientation.{quoi}" for quoi in annonces} | autres
    assert all(f"<code>{type_}</code>" in texte for type_ in evenements())


@pytest.mark.parametrize("fichier", PARLANTS, ids=lambda fichier: fichier.stem)
def test_no_code_is_answered_that_the_catalogue_does_not_have(fichier):
    """Those of whoever raises a `Probleme`; its status is the one that the page says."""
    for noeud in ast.walk(ast.parse(fichier.read_text())):
        if not (isinstance(noeud, ast.Call) and getattr(noeud.func, "id", "") == "Probleme"):
            continue
        if not isinstance(noeud.args[0], ast.Constant):
            continue
        code = noeud.args[0].value
        assert code in erreurs(), f"line {noeud.lineno}: say it in `erreurs_api` of the app"
        statuts = [mot.value for mot in noeud.keywords if mot.arg == "statut"]
        if not statuts or isinstance(statuts[0], ast.Constant):
            dit = statuts[0].value if statuts else 400
            assert erreurs()[code][0] == dit, f"line {noeud.lineno}"


def test_the_page_runs_no_script_of_its_own(client, db):
    reponse = client.get(PAGE)
    assert "default-src 'self'" in reponse["Content-Security-Policy"]
    assert not re.search(r"<script(?![^>]* src=)|<style| style=| on\w+=", reponse.content.decode())


def test_an_operation_that_ends_says_so_a_year_before(monkeypatch, db):
    monkeypatch.setattr(ListeDesChangements, "depreciee_le", date(2027, 1, 1))
    partenaire = Partenaire(["orientations.lecture"])
    entetes = partenaire.get("/changements").entetes
    assert entetes["Deprecation"] == "@1798761600"
    assert entetes["Link"] == f'<{PAGE}#fin>; rel="deprecation"; type="text/html"'
    assert "Sunset" not in entetes
    monkeypatch.setattr(ListeDesChangements, "retiree_le", date(2028, 1, 1))
    assert partenaire.get("/changements").entetes["Sunset"] == "Sat, 01 Jan 2028 00:00:00 GMT"


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("programme", ["demarrage.sh", "demarrage.py"])
def test_the_quick_start_runs_word_for_word(live_server, programme):
    partenaire = Partenaire(["accompagnements.lecture"], est_essai=True)
    lance = {
        ".sh": ["/bin/sh", "-eu"],
        ".py": [sys.executable],
    }[Path(programme).suffix]
    assert which("curl"), "the quick start in curl needs it: install the package curl"
    fin = subprocess.run(
        [*lance, str(EXEMPLES / programme)],
        env={
            "PATH": os.environ["PATH"],
            "PLIE_ADRESSE": live_server.url,
            "PLIE_IDENTIFIANT": partenaire.application.client_id,
            "PLIE_SECRET": partenaire.secret,
        },
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert fin.returncode == 0, fin.stderr
    assert EXEMPLE["referent"]["courriel"] in fin.stdout


def test_the_quick_start_is_on_the_page_word_for_word(texte):
    for programme in EXEMPLES.iterdir():
        montre = re.search(
            re.escape(_echapper(programme.read_text().strip())), texte.replace("&#39;", "&#x27;")
        )
        assert montre, programme.name
        assert len(programme.read_text().strip().splitlines()) <= 20


def _echapper(programme):
    for signe, entite in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;")):
        programme = programme.replace(signe, entite)
    return programme.replace('"', "&quot;").replace("'", "&#x27;")


def test_the_check_of_signatures_takes_ours_and_no_other():
    lu = {}
    exec((EXEMPLES / "signature.py").read_text(), lu)  # noqa: S102 - a file of ours
    corps, quand = b'{"numero": 1}', str(int(lu["time"].time()))
    vieux = str(int(quand) - 600)

    def entetes(secret, quand=quand):
        return {
            "X-PLIE-Horodatage": quand,
            "X-PLIE-Signature": f'k1="0", k2="{signer(secret, quand, corps)}"',
        }

    est_signe = lu["est_signe"]
    assert est_signe(entetes("bon"), corps, {"k1": "ancien", "k2": "bon"})
    assert not est_signe(entetes("autre"), corps, {"k2": "bon"})
    assert not est_signe(entetes("bon"), corps + b" ", {"k2": "bon"})
    assert not est_signe(entetes("bon", vieux), corps, {"k2": "bon"})
    assert not est_signe(entetes("bon"), corps, {"k3": "bon"})


@pytest.mark.django_db(transaction=True)
def test_the_page_is_accessible(page):
    page.goto(PAGE)
    page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
    for largeur in (1366, 390):
        page.set_viewport_size({"width": largeur, "height": 900})
        examiner(page)
