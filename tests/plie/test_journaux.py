import logging

import pytest
from django.conf import settings
from django.db import DataError, connection
from django.http import HttpResponse
from django.utils.log import configure_logging, log_response

from plie.comptes.enums import Role
from tests.usines import AgentFactory


def test_the_rows_quoted_by_the_database_never_reach_the_log(capsys):
    configure_logging(settings.LOGGING_CONFIG, settings.LOGGING)

    try:
        raise ValueError(
            "duplicate key\nDETAIL:  Key (nom)=(Dupont) already exists.\n"
            'CONTEXT:  COPY participant, line 3, column nom: "Dupont"'
        )
    except ValueError as erreur:
        logging.getLogger("plie.essai").exception("échec : %r", erreur)

    ecrit = capsys.readouterr().err
    assert "duplicate key" in ecrit
    assert "Dupont" not in ecrit


REFUS = "check violated\nDETAIL:  Failing row contains (1, Vu.\n\nHospitalisé)."


def test_a_note_of_several_paragraphs_quoted_by_the_database_does_not_either(capsys):
    configure_logging(settings.LOGGING_CONFIG, settings.LOGGING)

    try:
        try:
            raise ValueError(REFUS)
        except ValueError as cause:
            raise RuntimeError("écriture refusée") from cause
    except RuntimeError:
        logging.getLogger("plie.essai").exception("échec")

    ecrit = capsys.readouterr().err
    assert "check violated" in ecrit and "écriture refusée" in ecrit
    assert "Hospitalisé" not in ecrit


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("adresse", "mot", "route"),
    [
        ("/dossiers/", "Forbidden", "dossiers/"),
        ("/dossiers/987654/", "Not Found", "dossiers/<int:pk>/"),
        ("/rien/987654/", "Not Found", "(aucune)"),
    ],
)
def test_a_refusal_is_one_line_of_the_log(client, capsys, adresse, mot, route):
    """Beside the line that every request has; neither holds the number of a dossier."""
    client.force_login(AgentFactory(role=Role.ADMINISTRATION))
    configure_logging(settings.LOGGING_CONFIG, settings.LOGGING)

    client.get(adresse)

    ecrit = capsys.readouterr().err
    (ligne,) = [ligne for ligne in ecrit.splitlines() if "plie.acces" not in ligne]
    assert mot in ligne and route in ligne
    assert "987654" not in ecrit


def test_an_error_keeps_its_trace(rf, capsys):
    configure_logging(settings.LOGGING_CONFIG, settings.LOGGING)
    requete = rf.get("/")
    try:
        raise ValueError("panne")
    except ValueError as erreur:
        log_response(
            "%s", "échec", response=HttpResponse(status=500), request=requete, exception=erreur
        )

    assert "Traceback" in capsys.readouterr().err


# Apart: a trace shows the line that calls.
BROUILLON = '{"notes": "Dupont\\u0000"}'


@pytest.mark.django_db
def test_the_statement_quoted_by_the_database_does_not_either(capsys):
    configure_logging(settings.LOGGING_CONFIG, settings.LOGGING)

    try:
        with connection.cursor() as curseur:
            curseur.execute("SELECT %s::jsonb", [BROUILLON])
    except DataError:
        logging.getLogger("plie.essai").exception("échec")

    ecrit = capsys.readouterr().err
    assert "unsupported Unicode escape sequence" in ecrit
    assert "Dupont" not in ecrit
