import pytest
from django.db import connections

from offres.actions.synchronisation import VERROU
from offres.tasks import synchroniser_offres
from tests.france_travail.generation import generer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("territoire")]


def test_the_morning_run_says_its_outcome(doublure):
    doublure.offres = generer()[:10]

    assert synchroniser_offres() == "Réussie"


def test_a_second_delivery_while_one_runs_says_so_and_ends(doublure):
    autre = connections.create_connection("default")
    try:
        with autre.cursor() as curseur:
            curseur.execute("SELECT pg_advisory_lock(%s)", [VERROU])
            assert "déjà en cours" in synchroniser_offres()
    finally:
        autre.close()
