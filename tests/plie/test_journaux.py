import logging

from django.conf import settings
from django.utils.log import configure_logging


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
