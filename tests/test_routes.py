"""Every page is private unless it is listed here."""

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from plie.comptes.enums import Role
from tests.usines import AgentFactory

PUBLIQUES = {
    "sante/",
    # A program shows its token.
    "metrics",
    "comptes/login/",
    "comptes/login/code/",
    "comptes/login/code/confirm/",
    "comptes/logout/",
    "comptes/inactive/",
    "comptes/signup/",
    "comptes/password/reset/",
    "comptes/password/reset/done/",
    "comptes/password/reset/key/done/",
    "comptes/2fa/authenticate/",
    "comptes/confirm-email/",
    # Their address carries the secret, or the signature, that stands for signing in.
    "agenda/abc.ics",
    "courriels/refuser/abc/",
    # Shown on the sign-in page.
    "logo/abc.png",
    # What a partner's developer reads before anything else.
    "api/v1/schema",
    "api/v1/documentation/",
}
# Programs show their token, or their secret.
DES_PROGRAMMES = ("api/v1/", "oauth/")


def _chemins(resolveur, prefixe=""):
    for motif in resolveur.url_patterns:
        chemin = prefixe + str(motif.pattern)
        if isinstance(motif, URLResolver):
            yield from _chemins(motif, chemin)
        elif isinstance(motif, URLPattern):
            yield chemin


def _exemple(chemin):
    for motif, valeur in {
        "<int:pk>": "1",
        "<mois:mois>": "2025-01",
        "<str:format_>": "csv",
        "<format_>": "csv",
        "<slug:code>": "entrees",
        "<str:code>": "entrees",
        "<slug:cle>": "listes",
        "<str:cle>": "entretien:creer",
        "<str:jeton>": "abc",
        "<slug:empreinte>": "abc",
        "<str:compte>": "nombre",
        "<str:statut>": "fermee",
        "<int:offre_pk>": "1",
        "<slug:acte>": "rappel",
        "<slug:nature>": "emploi",
        "<int:rang>": "0",
        "<path:reste>": "rien-ici",
        "<uuid:lot>": "6f0f3a52-6f6b-4d1e-9d3c-5a2c0f4b7e11",
        "<uuid:identifiant>": "6f0f3a52-6f6b-4d1e-9d3c-5a2c0f4b7e11",
    }.items():
        chemin = chemin.replace(motif, valeur)
    return chemin


TOUTES = {
    _exemple(chemin)
    for chemin in _chemins(get_resolver())
    if not chemin.startswith("administration/") and "^" not in chemin
} - PUBLIQUES
ROUTES = sorted(route for route in TOUTES if not route.startswith(DES_PROGRAMMES))


@pytest.mark.django_db
@pytest.mark.parametrize("route", ROUTES)
def test_a_route_sends_the_visitor_to_the_sign_in_page(client, route):
    assert "<" not in route, "give this route an example value"
    reponse = client.get(f"/{route}")
    assert (reponse.status_code, reponse["Location"].split("?")[0]) == (302, "/comptes/login/")


@pytest.mark.django_db
@pytest.mark.parametrize("route", sorted(TOUTES - set(ROUTES)))
def test_a_route_of_programs_answers_nothing_without_a_token(client, route):
    assert "<" not in route, "give this route an example value"
    assert client.post(f"/{route}").status_code in (400, 401, 404)


@pytest.mark.django_db
def test_the_administration_site_sends_the_visitor_away(client):
    assert client.get("/administration/comptes/agent/").status_code == 302


@pytest.mark.django_db
def test_no_route_takes_a_form_of_another_site():
    visiteur = Client(enforce_csrf_checks=True)
    visiteur.force_login(AgentFactory(role=Role.COORDINATION))
    routes = [*ROUTES, *PUBLIQUES, "administration/comptes/agent/add/"]
    assert {r: visiteur.post(f"/{r}").status_code for r in routes} == dict.fromkeys(routes, 403)


# What a conseiller of a partner opens, and what they send; nothing else answers them.
OUVERTES_AUX_CONSEILLERS = {
    "get": {
        "",
        "aide/",
        "jeton/",
        "partenaire/",
        "partenaire/recherche/",
        "partenaire/personnes/",
        "partenaire/liste/",
        "partenaire/orientations/",
        "partenaire/orienter/",
    },
    "post": {"partenaire/recherche/", "partenaire/liste/", "partenaire/orienter/"},
}
DU_SITE = {f"administration/{chemin}" for chemin in ("", "comptes/agent/", "comptes/agent/add/")}
# They ask for a secret, whoever is signed in.
A_SECRET = {"oauth/jeton/", "oauth/revoquer/"}
REFUS = {401, 403, 404, 405}


def _ouvertes(agent, methode):
    """The routes, but those that answer anybody, that do not refuse this agent."""
    client = Client()
    client.force_login(agent)
    routes = (TOUTES | DU_SITE) - A_SECRET
    return {r for r in routes if getattr(client, methode)(f"/{r}").status_code not in REFUS}


@pytest.mark.django_db
@pytest.mark.parametrize("methode", ["get", "post"])
def test_a_conseiller_reaches_their_own_pages_and_nothing_else(methode):
    ouvertes = _ouvertes(AgentFactory(role=Role.CONSEILLER), methode)
    assert ouvertes == OUVERTES_AUX_CONSEILLERS[methode]


@pytest.mark.django_db
@pytest.mark.parametrize("methode", ["get", "post"])
def test_the_agent_of_an_application_reaches_no_page(methode):
    assert _ouvertes(AgentFactory(role=Role.PARTENAIRE), methode) == set()
