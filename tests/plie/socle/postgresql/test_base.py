import time

import pytest
from django.db import OperationalError, connection


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
