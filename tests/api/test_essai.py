"""The sandbox: whatever is asked of it, the tables of the trade are neither read nor written."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from plie.partenaires.actions.essai import purger_essais
from plie.partenaires.api.document import document
from plie.partenaires.models import EssaiRessource
from plie.referentiels.models import Rome
from tests.api.operations import operations
from tests.partenaire import Partenaire
from tests.usines import CommuneFactory, ParcoursFactory

pytestmark = pytest.mark.django_db
DU_METIER = re.compile(
    r'(?:FROM|JOIN|INTO|UPDATE)\s+"?((?:accompagnement|offres|conventions|journal)_\w+)'
)
SUIVIE, SORTIE, PRESCRITE = "00000000001", "00000000002", "00000000003"


@pytest.fixture(autouse=True)
def referentiels():
    Rome.objects.get_or_create(code="K2304", defaults={"libelle": "Revalorisation de produits"})
    CommuneFactory()


@pytest.fixture
def partenaire():
    return Partenaire(est_essai=True)


def tables_du_metier(capture):
    return {t for requete in capture.captured_queries for t in DU_METIER.findall(requete["sql"])}


def chercher(partenaire, numero):
    return partenaire.post("/accompagnements/recherche", {"numero_france_travail": numero})


def test_no_operation_touches_a_table_of_the_trade(partenaire):
    for operation in operations():
        with CaptureQueriesContext(connection) as capture:
            reponse = operation.appeler(partenaire)
        assert tables_du_metier(capture) == set(), operation.identifiant
        assert reponse.statut < 500, operation.identifiant


def test_what_has_not_changed_is_answered_as_the_document_says(partenaire):
    lectures = [dites["get"] for dites in document()["paths"].values() if "get" in dites]
    dites = {une["operationId"] for une in lectures if "304" in une["responses"]}
    relues = {}
    for operation in operations():
        if operation.identifiant in dites:
            marque = operation.appeler(partenaire).entetes.get("ETag")
            relue = operation.appeler(partenaire, **{"If-None-Match": marque or '"rien"'})
            relues[operation.identifiant] = (relue.statut, relue.brut.content)
    # The others are asked for a month, or for what was never sent.
    inchangees = {identifiant for identifiant, dite in relues.items() if dite == (304, b"")}
    assert inchangees == {"lire_accompagnement", "lire_orientation", "lister_changements"}


def test_what_the_pattern_looks_for_is_what_the_others_read():
    """Without which the test above would prove nothing."""
    vrai = Partenaire()
    ParcoursFactory(actif=True, participant__numero_france_travail="12345678901")
    lues = set()
    for operation in operations():
        with CaptureQueriesContext(connection) as capture:
            operation.appeler(vrai)
        lues |= tables_du_metier(capture)
    apps = {table.split("_")[0] for table in lues}
    assert apps == {"accompagnement", "offres", "conventions", "journal"}


def test_the_people_of_the_page_answer_and_nobody_else(partenaire):
    ParcoursFactory(actif=True, participant__numero_france_travail="12345678901")
    statuts = {n: chercher(partenaire, n).corps.get("statut") for n in (SUIVIE, SORTIE, PRESCRITE)}
    assert statuts == {SUIVIE: "actif", SORTIE: "sorti", PRESCRITE: "prescrit"}
    assert chercher(partenaire, "12345678901").statut == 404
    identifiant = chercher(partenaire, SUIVIE).corps["id"]
    assert partenaire.get(f"/accompagnements/{identifiant}").corps["etapes"]
    page = partenaire.client.get("/api/v1/documentation/").content.decode()
    assert all(numero in page for numero in statuts)


def test_the_same_rights_and_rules_hold(partenaire):
    refus = partenaire.post("/accompagnements/recherche", {"numero_france_travail": "12"})
    assert refus.corps["code"] == "champs_invalides"
    assert partenaire.get("/indicateurs").corps["code"] == "mois_invalide"
    assert partenaire.get("/rapports/13").statut == 404
    sans_agent = partenaire.post("/accompagnements/recherche", {}, **{"X-Agent-Nom": None})
    assert sans_agent.corps["code"] == "agent_non_declare"
    limite = Partenaire(["offres.ecriture"], est_essai=True)
    assert chercher(limite, SUIVIE).corps["code"] == "portee_insuffisante"
    assert (
        "rqth"
        not in chercher(Partenaire(["accompagnements.lecture"], est_essai=True), SUIVIE).corps
    )
    assert chercher(partenaire, SUIVIE).corps["rqth"] is True


def test_what_is_sent_is_kept_apart_and_answered_again(partenaire):
    depot = next(o for o in operations() if o.identifiant == "deposer_offre")
    creee = depot.appeler(partenaire)
    assert creee.statut == 201, creee.corps
    adresse = creee.entetes["Location"].removeprefix("/api/v1")
    assert partenaire.get(adresse).corps == creee.corps
    assert partenaire.get("/offres").corps["resultats"] == [creee.corps]
    assert Partenaire(est_essai=True).get(adresse).statut == 404
    assert partenaire.appeler("PUT", adresse, depot.corps).statut == 428
    version = {"If-Match": creee.entetes["ETag"]}
    changee = partenaire.appeler("PUT", adresse, depot.corps | {"postes": 5}, **version)
    assert (changee.statut, changee.corps["postes"]) == (200, 5)
    assert partenaire.appeler("DELETE", adresse, **version).statut == 412
    version = {"If-Match": changee.entetes["ETag"]}
    assert partenaire.appeler("DELETE", adresse, **version).corps["statut"] == "fermee"
    assert partenaire.get(adresse).corps["statut"] == "fermee"


def test_what_was_sent_is_forgotten_after_thirty_days(partenaire):
    quand = timezone.now()
    for jours in (29, 31):
        EssaiRessource.objects.create(
            application=partenaire.application, type="offre", cree_le=quand - timedelta(days=jours)
        )
    assert purger_essais(quand) == 1


def test_a_change_is_read_once(partenaire):
    premier = partenaire.get("/changements").corps
    assert len(premier["resultats"]) == 1
    suite = partenaire.get(f"/changements?depuis={premier['curseur']}").corps
    assert suite == {"resultats": [], "curseur": premier["curseur"]}
