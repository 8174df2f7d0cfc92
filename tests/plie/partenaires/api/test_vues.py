"""What every resource has in common: methods, pages, types."""

import base64
from datetime import UTC, datetime
from urllib.parse import quote

import pytest
from django.core.cache import cache
from django.db import OperationalError
from redis import ConnectionError as Injoignable

from tests.partenaire import Partenaire

pytestmark = pytest.mark.django_db
OFFRE = {"intitule": "Agent de tri", "rome_code": "K2304"}


@pytest.mark.parametrize("methode", ["OPTIONS", "TRACE", "PATCH", "INCONNUE"])
def test_another_method_is_refused_with_those_there_are(methode):
    refus = Partenaire(["offres.ecriture"]).appeler(methode, "/offres")
    assert (refus.statut, refus.corps["code"]) == (405, "methode_non_permise")
    assert refus.entetes["Allow"] == "GET, HEAD, POST"


def test_head_says_what_get_would_without_its_body():
    partenaire = Partenaire(["orientations.lecture"])
    lu, tete = partenaire.get("/changements"), partenaire.appeler("HEAD", "/changements")
    assert (tete.statut, tete.corps) == (200, None)
    assert tete.entetes["ETag"] == lu.entetes["ETag"]


def test_another_format_is_refused():
    refus = Partenaire(["offres.ecriture"]).get("/offres", Accept="text/html")
    assert (refus.statut, refus.corps["code"]) == (406, "format_non_propose")
    assert refus.entetes["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize("chemin", ["/changements", "/offres"])
def test_an_answer_opened_in_a_browser_loads_nothing(chemin):
    for portees in (["orientations.lecture"], ["offres.ecriture"]):
        politique = Partenaire(portees).get(chemin).entetes["Content-Security-Policy"]
        assert politique == "default-src 'none'; frame-ancestors 'none'"


@pytest.mark.parametrize("taille", ["0", "-1", "201", "dix", "", "99999", "٣"])
def test_a_page_has_from_one_to_two_hundred_rows(taille):
    refus = Partenaire(["offres.ecriture"]).get(f"/offres?taille={taille}")
    assert (refus.statut, refus.corps["code"]) == (400, "taille_invalide")


@pytest.mark.parametrize("place", ["abc", "\0", "2026-02-30", "infinity"])
@pytest.mark.parametrize("chemin", ["/offres", "/orientations", "/rapports"])
def test_a_cursor_that_names_no_place_is_refused(chemin, place):
    curseur = base64.b64encode(f"p={place}".encode()).decode()
    refus = Partenaire().get(f"{chemin}?curseur={quote(curseur)}")
    assert (refus.statut, refus.corps["code"]) == (400, "curseur_invalide")


@pytest.mark.parametrize(("chemin", "statut"), [("/orientations", 400), ("/changements", 200)])
def test_a_call_is_noted_whatever_the_length_of_who_it_declares(chemin, statut):
    partenaire = Partenaire()
    assert partenaire.get(chemin, **{"X-Agent-Nom": "a" * 400}).statut == statut
    assert partenaire.application.appels.get().declarant == "a" * 260


@pytest.mark.parametrize(
    ("champ", "valeur"),
    [
        ("intitule", 12),
        ("postes", "2"),
        ("postes", True),
        ("est_alternance", "oui"),
        ("est_alternance", 1),
        ("expire_le", 20260101),
        ("heures_hebdo", 35),
        ("niveau_exige", 3),
        ("rome_code", ["K2304"]),
        ("commune", ""),
    ],
)
def test_a_value_of_another_type_is_refused_beside_its_field(champ, valeur):
    refus = Partenaire(["offres.ecriture"]).post("/offres", OFFRE | {champ: valeur})
    fautes = {(faute["pointeur"], faute["code"]) for faute in refus.corps["erreurs"]}
    assert refus.statut == 400 and (f"/{champ}", "type") in fautes


@pytest.mark.parametrize("chemin", ["/offres/dix", "/rien", "/accompagnements/1", "/offres/"])
def test_an_address_that_leads_nowhere_is_a_problem_like_the_others(chemin):
    refus = Partenaire(["offres.ecriture"]).get(chemin)
    assert (refus.statut, refus.corps["code"]) == (404, "introuvable")
    assert refus.entetes["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize("corps", ["null", "12", '"texte"', "true", "[]"])
def test_a_body_that_is_no_object_is_refused(corps):
    refus = Partenaire(["offres.ecriture"]).post("/offres", corps)
    assert (refus.statut, refus.corps["code"]) == (400, "champs_invalides")


def test_a_database_that_is_away_is_said_so_and_when_to_come_back(monkeypatch):
    def en_panne(*args, **options):
        raise OperationalError

    partenaire = Partenaire(["orientations.lecture"])
    monkeypatch.setattr("plie.partenaires.api.changement.lire_changements", en_panne)
    refus = partenaire.get("/changements")
    assert (refus.statut, refus.corps["code"]) == (503, "indisponible")
    assert refus.entetes["Retry-After"] == "30"


def test_a_version_is_for_writings_alone():
    partenaire = Partenaire(["orientations.lecture"])
    assert partenaire.get("/changements", **{"If-Match": '"une-autre"'}).statut == 200


@pytest.fixture
def a_la_quarantieme_seconde(time_machine):
    time_machine.move_to(datetime(2026, 11, 28, 9, 0, 40, tzinfo=UTC), tick=False)


def test_past_its_pace_an_application_is_told_when_to_come_back(
    a_la_quarantieme_seconde, time_machine
):
    partenaire = Partenaire(["orientations.lecture"], appels_par_minute=2)
    autre = Partenaire(["orientations.lecture"], appels_par_minute=2)
    assert [partenaire.get("/changements").statut for _ in range(3)] == [200, 200, 429]
    refus = partenaire.get("/changements")
    assert (refus.corps["code"], refus.entetes["Retry-After"]) == ("trop_d_appels", "20")
    assert autre.get("/changements").statut == 200
    time_machine.shift(20)
    assert partenaire.get("/changements").statut == 200


def test_a_call_refused_for_its_scope_is_one_of_the_minute(a_la_quarantieme_seconde):
    partenaire = Partenaire(["orientations.lecture"], appels_par_minute=2)
    assert [partenaire.get("/offres").statut for _ in range(3)] == [403, 403, 429]


def test_the_pace_is_open_and_rights_are_not_while_the_cache_is_away(monkeypatch):
    def en_panne(*args, **options):
        raise Injoignable

    partenaire = Partenaire(["orientations.lecture"], appels_par_minute=1)
    monkeypatch.setattr(type(cache._cache), "get_client", en_panne)
    monkeypatch.setattr("plie.socle.cache.PAUSE", 0.0)
    monkeypatch.setattr("plie.socle.cache._Panne.a_rattraper", False)
    assert [partenaire.get("/changements").statut for _ in range(3)] == [200] * 3
    assert partenaire.get("/offres").statut == 403
    partenaire.jeton = "inconnu"
    assert partenaire.get("/changements").statut == 401
