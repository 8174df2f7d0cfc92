"""The stored matches, computed at once by several workers."""

import threading

import pytest
from django.db import connection, transaction

from accompagnement.actions.rapprochement import calculer_rapprochements
from accompagnement.models import Projet, Rapprochement
from plie.referentiels.models import Rome
from plie.socle import verrous
from tests.usines import OffreFactory, ParcoursFactory

PERSONNES, OFFRES, CALCULS = 3, 4, 2
# The server of the tests has a base for each of their processes, and the same lock in each.
EN_ATTENTE = """
SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted AND objid = %s
    AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
"""


@pytest.fixture
def personnes(transactional_db):
    rome = Rome.objects.create(
        code="K2204",
        libelle="Nettoyage",
        grand_domaine_code="K",
        grand_domaine_libelle="Services",
        domaine_code="K22",
        domaine_libelle="Propreté",
    )
    parcours = [ParcoursFactory(actif=True) for _ in range(PERSONNES)]
    for un in parcours:
        Projet.objects.create(parcours=un).metiers.set([rome])
    OffreFactory.create_batch(OFFRES)
    return parcours


def attendre_les_deux(delai):
    with connection.cursor() as curseur:
        for _ in range(100):
            curseur.execute(EN_ATTENTE, [verrous.RAPPROCHEMENTS])
            if curseur.fetchone()[0] == CALCULS:
                return True
            delai.wait(0.05)
    return False


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("pour_tous", [True, False])
def test_two_computations_at_once_neither_fail_nor_double_the_rows(personnes, pour_tous):
    """Both are stopped at the lock together, then let go."""
    cles = None if pour_tous else [parcours.pk for parcours in personnes]
    comptes = []

    def calculer():
        comptes.append(calculer_rapprochements(cles))
        connection.close()

    fils = [threading.Thread(target=calculer) for _ in range(CALCULS)]
    with transaction.atomic(), connection.cursor() as curseur:
        curseur.execute("SELECT pg_advisory_xact_lock(%s)", [verrous.RAPPROCHEMENTS])
        for fil in fils:
            fil.start()
        assert attendre_les_deux(threading.Event())
    for fil in fils:
        fil.join(timeout=30)
    assert comptes == [PERSONNES * OFFRES] * CALCULS
    assert Rapprochement.objects.count() == PERSONNES * OFFRES
