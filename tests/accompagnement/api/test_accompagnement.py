import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accompagnement.actions.partage import lever_opposition, noter_opposition
from accompagnement.models import Partage
from plie.comptes.enums import Role
from plie.journal.models import Consultation
from plie.partenaires.models import Appel
from tests.partenaire import Partenaire
from tests.usines import AgentFactory, EtapeFactory, ParcoursFactory

pytestmark = pytest.mark.django_db
NUMERO = "12345678901"


@pytest.fixture
def parcours():
    return ParcoursFactory(
        actif=True,
        referent=AgentFactory(email="referente@exemple.fr"),
        participant__numero_france_travail=NUMERO,
        criteres=["rqth", "rsa"],
    )


def chercher(partenaire, numero=NUMERO, **entetes):
    return partenaire.post(
        "/accompagnements/recherche", {"numero_france_travail": numero}, **entetes
    )


def test_an_exact_number_says_whether_by_whom_and_since_when(parcours):
    reponse = chercher(Partenaire(["accompagnements.lecture"]))
    assert reponse.statut == 200, reponse.corps
    partage = Partage.objects.get()
    assert reponse.corps == {
        "id": str(partage.identifiant),
        "est_accompagne": True,
        "statut": "actif",
        "depuis": "2025-01-15",
        "structure": parcours.structure.nom,
        "referent": {
            "nom": str(parcours.referent),
            "courriel": "referente@exemple.fr",
            "telephone": None,
        },
        "date_sortie": None,
        "categorie_sortie": None,
    }


def test_the_detail_adds_the_steps_without_their_titles(parcours):
    EtapeFactory(parcours=parcours, libelle="Cure de désintoxication")
    partenaire = Partenaire(["accompagnements.lecture"])
    identifiant = chercher(partenaire).corps["id"]
    lu = partenaire.get(f"/accompagnements/{identifiant}").corps
    assert lu["etapes"] == [
        {"axe": "formation", "date_debut": "2025-03-01", "date_fin": None, "resultat": None}
    ]


def test_the_rqth_needs_its_scope_and_is_not_there_without_it(parcours):
    ordinaire = Partenaire(["accompagnements.lecture"])
    assert "rqth" not in chercher(ordinaire).corps
    habilite = Partenaire(["accompagnements.lecture", "accompagnements.sensible"])
    assert chercher(habilite).corps["rqth"] is True


def test_an_exit_says_its_category_and_never_its_motif():
    ParcoursFactory(sorti=True, motif="sante", participant__numero_france_travail=NUMERO)
    lu = chercher(Partenaire(["accompagnements.lecture"]))
    assert (lu.corps["est_accompagne"], lu.corps["categorie_sortie"]) == (False, "autre")
    assert b"sant" not in lu.brut.content


def test_who_is_unknown_or_refuses_is_the_same_404(parcours):
    partenaire = Partenaire(["accompagnements.lecture"])
    identifiant = chercher(partenaire).corps["id"]
    coordination = AgentFactory(role=Role.COORDINATION)
    opposition = noter_opposition(
        parcours.participant, par=coordination, structure=partenaire.structure
    )
    inconnu, refus = chercher(partenaire, "99999999999"), chercher(partenaire)
    assert inconnu.statut == refus.statut == 404
    assert _sans_instance(inconnu.corps) == _sans_instance(refus.corps)
    assert partenaire.get(f"/accompagnements/{identifiant}").statut == 404
    assert chercher(Partenaire(["accompagnements.lecture"])).statut == 200
    lever_opposition(opposition, par=coordination)
    assert partenaire.get(f"/accompagnements/{identifiant}").statut == 200


def _sans_instance(corps):
    return {cle: valeur for cle, valeur in corps.items() if cle != "instance"}


def test_a_refusal_of_all_partners_holds_for_each(parcours):
    noter_opposition(parcours.participant, par=AgentFactory(role=Role.COORDINATION))
    assert chercher(Partenaire(["accompagnements.lecture"])).statut == 404


def test_the_name_that_another_partner_gives_is_unknown(parcours):
    identifiant = chercher(Partenaire(["accompagnements.lecture"])).corps["id"]
    autre = Partenaire(["accompagnements.lecture"])
    assert autre.get(f"/accompagnements/{identifiant}").statut == 404


def test_each_reading_is_logged_with_the_agent_declared(parcours):
    partenaire = Partenaire(["accompagnements.lecture"])
    identifiant = chercher(partenaire).corps["id"]
    partenaire.get(f"/accompagnements/{identifiant}")
    assert (
        list(
            Consultation.objects.order_by("pk").values_list("agent", "participant_id", "declarant")
        )
        == [(partenaire.agent.pk, parcours.participant_id, "Renée Dupont <r.dupont@exemple.fr>")]
        * 2
    )
    assert list(Appel.objects.order_by("pk").values_list("ressource", "statut", "declarant")) == [
        ("api:accompagnement_rechercher", 200, "Renée Dupont <r.dupont@exemple.fr>"),
        ("api:accompagnement_lire", 200, "Renée Dupont <r.dupont@exemple.fr>"),
    ]


@pytest.mark.parametrize("entete", ["X-Agent-Nom", "X-Agent-Courriel"])
def test_who_reads_is_declared_or_reads_nothing(parcours, entete):
    refus = chercher(Partenaire(["accompagnements.lecture"]), **{entete: None})
    assert (refus.statut, refus.corps["code"]) == (400, "agent_non_declare")
    assert refus.corps["erreurs"][0]["entete"] == entete
    assert not Consultation.objects.exists()


def test_a_call_asks_six_questions_at_most(parcours):
    partenaire = Partenaire(["accompagnements.lecture"])
    identifiant = chercher(partenaire).corps["id"]
    for appel in (
        lambda: chercher(partenaire),
        lambda: partenaire.get(f"/accompagnements/{identifiant}"),
    ):
        with CaptureQueriesContext(connection) as capture:
            assert appel().statut == 200
        questions = [q["sql"] for q in capture if "SAVEPOINT" not in q["sql"]]
        assert len(questions) <= 6, questions


@pytest.mark.parametrize(
    "numero", ["", "1234", "1234567890123", None, 12, ["12345678901"], "é" * 11]
)
def test_a_number_that_is_none_is_told_beside_its_field(numero):
    refus = Partenaire(["accompagnements.lecture"]).post(
        "/accompagnements/recherche", {"numero_france_travail": numero}
    )
    assert refus.statut == 400
    assert refus.entetes["Content-Type"] == "application/problem+json"
    assert refus.corps["erreurs"][0]["pointeur"] == "/numero_france_travail"
