import time

import pghistory
import pytest
from django.db import OperationalError, connection
from django.test.utils import CaptureQueriesContext

from plie.socle.sql import lire_ligne


@pytest.mark.django_db
def test_a_database_that_never_answers_is_left_at_the_end_of_our_patience(settings):
    settings.BASE_PATIENCE = 0.3
    ailleurs = connection.copy()
    debut = time.monotonic()
    try:
        with ailleurs.cursor() as curseur:
            curseur.execute("SELECT 1")
            assert curseur.fetchone() == (1,)
            with pytest.raises(OperationalError):
                curseur.execute("SELECT pg_sleep(20)")
        assert time.monotonic() - debut < 5
        assert not ailleurs.is_usable()
    finally:
        ailleurs.close()


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
