"""A lock, a database or a queue that is away: try again in a moment, nothing typed is lost."""

import contextlib

import pytest
import redis
from botocore.exceptions import EndpointConnectionError, ReadTimeoutError
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.backends.cached_db import SessionStore
from django.db import OperationalError, connection
from django.template.loader import render_to_string
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.html import escape
from kombu.exceptions import OperationalError as FileInjoignable

from plie.comptes.enums import Role
from tests.usines import MOT_DE_PASSE, AgentFactory, ParcoursFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def client(client):
    client.raise_request_exception = False
    return client


def test_a_row_held_elsewhere_is_a_page_that_keeps_what_was_typed(client):
    parcours = ParcoursFactory(actif=True)
    client.force_login(AgentFactory(role=Role.COORDINATION))
    adresse = reverse("accompagnement:entretien_creer", args=[parcours.pk])
    ailleurs = connection.copy()
    ailleurs.set_autocommit(False)
    try:
        with ailleurs.cursor() as curseur:
            curseur.execute("SELECT FROM accompagnement_parcours FOR UPDATE")
        with connection.cursor() as curseur:
            curseur.execute("SET lock_timeout = 100")
        reponse = client.post(
            adresse,
            {"notes": "Un <long> récit", "debut": "2025-01-10T10:00", "mode": "presence",
             "presence": "honore", "duree_minutes": "30", "version": "1"},
            headers={"Sec-Fetch-Site": "same-origin"},
        )  # fmt: skip
    finally:
        ailleurs.close()
        connection.close()
    assert (reponse.status_code, reponse["Retry-After"]) == (503, "10")
    page = reponse.content.decode()
    assert escape("Un <long> récit") in page and "Envoyer à nouveau" in page


def test_attempts_to_sign_in_during_an_outage_shut_nobody_out(client):
    agent = AgentFactory()
    envoi = {"login": agent.email, "password": MOT_DE_PASSE}
    with contextlib.suppress(OperationalError), connection.cursor() as curseur:
        curseur.execute("SELECT pg_terminate_backend(pg_backend_pid())")
    try:
        for _ in range(6):
            reponse = client.post(reverse("account_login"), envoi)
            assert reponse.status_code == 503
            assert MOT_DE_PASSE not in reponse.content.decode()
    finally:
        connection.close()
    assert client.post(reverse("account_login"), envoi)["Location"] == "/"


@pytest.mark.parametrize(("panne", "statut"), [(OperationalError, 503), (None, 400)])
def test_a_session_that_the_database_cannot_keep_is_a_moment_to_wait(
    client, monkeypatch, panne, statut
):
    """One that somebody ended meanwhile is a request to begin again."""
    parcours = ParcoursFactory(actif=True)
    client.force_login(AgentFactory(role=Role.COORDINATION))

    def garder(*_args, **_champs):
        raise UpdateError from panne and panne("the connection is lost")

    # What the page says once the form is sent is kept in the session.
    monkeypatch.setattr(SessionStore, "save", garder)
    reponse = client.post(
        reverse("accompagnement:entretien_creer", args=[parcours.pk]),
        {"notes": "Un récit", "debut": "2025-01-20T10:00", "mode": "presence",
         "presence": "honore", "duree_minutes": "30"},
    )  # fmt: skip
    assert reponse.status_code == statut


@pytest.mark.parametrize(
    "absence",
    [
        FileInjoignable("Timeout reading from socket"),
        redis.ConnectionError("refused"),
        EndpointConnectionError(endpoint_url="http://127.0.0.1:1"),
        ReadTimeoutError(endpoint_url="http://127.0.0.1:1"),
    ],
    ids=lambda absence: type(absence).__name__,
)
def test_a_queue_or_a_bucket_that_is_away_is_a_moment_to_wait(client, monkeypatch, absence):
    def lire_blocs(agent):
        raise absence

    client.force_login(AgentFactory(role=Role.COORDINATION))
    monkeypatch.setattr("accompagnement.views.accueil.lire_blocs", lire_blocs)
    reponse = client.get("/")
    assert (reponse.status_code, reponse["Retry-After"]) == (503, "10")
    assert "Réessayez dans un instant" in reponse.content.decode()


def test_another_error_is_an_incident_and_not_a_moment_to_wait(client, monkeypatch):
    client.force_login(AgentFactory(role=Role.COORDINATION))
    monkeypatch.setattr("accompagnement.views.accueil.lire_blocs", None)
    reponse = client.get("/")
    assert reponse.status_code == 500
    assert "Revenez en arrière" in reponse.text and "Envoyer à nouveau" not in reponse.text


def test_an_incident_gives_back_what_was_typed(client, monkeypatch):
    """A browser told to keep no page may forget what was in its form."""
    parcours = ParcoursFactory(actif=True)
    client.force_login(AgentFactory(role=Role.COORDINATION))
    monkeypatch.setattr("accompagnement.views.entretien.enregistrer_entretien", None)
    reponse = client.post(
        reverse("accompagnement:entretien_creer", args=[parcours.pk]),
        {"notes": "Un <long> récit", "debut": "2025-01-10T10:00", "mode": "presence",
         "presence": "honore", "duree_minutes": "30", "version": "1"},
        headers={"Sec-Fetch-Site": "same-origin"},
    )  # fmt: skip
    assert reponse.status_code == 500
    assert escape("Un <long> récit") in reponse.text and "Envoyer à nouveau" in reponse.text


@pytest.mark.parametrize("nom", ["400", "413", "500", "503", "document_impossible"])
def test_what_is_shown_when_all_is_down_is_styled_and_asks_no_database(nom):
    champs = {"champs": [], "a_des_fichiers": False, "csrf_token": "x"}
    with CaptureQueriesContext(connection) as requetes:
        page = render_to_string(f"{nom}.html", champs)
    assert len(requetes) == 0
    assert "plie/theme.css" in page and "Retour à l'accueil" in page
