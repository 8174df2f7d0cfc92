import time

import pghistory
import pytest
from django.db import OperationalError, connection
from django.test.utils import CaptureQueriesContext

from plie.socle.sql import lire_en_premier, lire_ligne

QUI = "SELECT pg_backend_pid() AS pid"


@pytest.mark.django_db
def test_a_database_that_never_answers_is_left_at_the_end_of_our_patience(settings):
    settings.BASE_PATIENCE = 0.3
    ailleurs = connection.copy()
    debut = time.monotonic()
    try:
        with ailleurs.cursor() as curseur:
            curseur.execute(QUI)
            (pid,) = curseur.fetchone()
            with pytest.raises(OperationalError):
                curseur.execute("SELECT pg_sleep(20)")
        assert time.monotonic() - debut < 5
        assert not ailleurs.is_usable()
    finally:
        ailleurs.close()
        # It sleeps on, and would keep the database of the tests from being dropped.
        lire_ligne("SELECT pg_terminate_backend(%s, 5000) AS fini", [pid])


@pytest.mark.django_db
def test_a_statement_asked_again_is_prepared_even_within_a_context_of_history():
    """pghistory says who is acting before each statement that changes something."""
    with pghistory.context(agent=1), CaptureQueriesContext(connection) as capture:
        for valeur in (1, 2):
            assert lire_ligne("WITH lu AS (SELECT %s AS n) SELECT * FROM lu", [valeur]) == {
                "n": valeur
            }
    assert len(capture) == 2
    with connection.cursor() as curseur:
        curseur.execute("SELECT count(*) FROM pg_prepared_statements WHERE statement ~ 'WITH lu'")
        assert curseur.fetchone() == (1,)


@pytest.fixture
def session_coupee(transactional_db):
    """The number of a session that the server has just ended."""
    pid = lire_ligne(QUI, [])["pid"]
    ailleurs = connection.copy()
    with ailleurs.cursor() as curseur:
        curseur.execute("SELECT pg_terminate_backend(%s, 5000)", [pid])
    ailleurs.close()
    yield pid
    connection.close()


def test_the_first_question_opens_again_a_session_that_died(session_coupee):
    with CaptureQueriesContext(connection) as capture:
        assert lire_en_premier(QUI, [])["pid"] != session_coupee
    assert len(capture) <= 2


def test_the_first_question_alone_is_asked_twice(session_coupee):
    with pytest.raises(OperationalError):
        lire_ligne(QUI, [])


@pytest.mark.django_db
def test_what_a_live_session_refuses_is_not_asked_again():
    """A lost transaction is no first question either."""
    lire_ligne("SELECT set_config('statement_timeout', '20ms', true)", [])
    with CaptureQueriesContext(connection) as capture, pytest.raises(OperationalError):
        lire_en_premier("SELECT pg_sleep(5)", [])
    assert len(capture) == 1
