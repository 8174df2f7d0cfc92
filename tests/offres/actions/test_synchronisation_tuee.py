"""A run in a process of its own: killed in the middle, or doubled."""

import os
import signal
import subprocess
import sys
import time

import pytest
from django.conf import settings

from offres.actions.synchronisation import SynchronisationEnCours, synchroniser
from offres.enums import Declencheur, StatutSynchronisation
from offres.models import Offre, Synchronisation
from tests.france_travail import serveur
from tests.france_travail.generation import generer
from tests.ouvrier import url_de_la_base_de_test

PATIENCE = 30
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("territoire")]


@pytest.fixture
def run_au_milieu(doublure):
    """A run that has written a page and waits for an answer that does not come."""
    doublure.offres = generer()[:400]

    def passer(_reponse):
        return False

    doublure.pannes.extend([passer, passer, serveur.silence(PATIENCE)])
    environnement = doublure.reglages() | {"DATABASE_URL": url_de_la_base_de_test()}
    processus = subprocess.Popen(
        [sys.executable, "manage.py", "synchroniser_offres"],
        cwd=settings.BASE_DIR,
        env=os.environ | environnement,
        stderr=subprocess.DEVNULL,
    )
    echeance = time.monotonic() + PATIENCE
    while len(doublure.moments) < 3:
        assert time.monotonic() < echeance, "the run does not start"
        time.sleep(0.05)
    yield processus
    processus.kill()
    processus.wait()


def test_a_second_run_is_refused_then_one_killed_is_repaired(run_au_milieu, doublure):
    with pytest.raises(SynchronisationEnCours):
        synchroniser(Declencheur.BOUTON)
    assert 0 < Offre.objects.count() < 400

    run_au_milieu.send_signal(signal.SIGKILL)
    run_au_milieu.wait()
    echeance = time.monotonic() + PATIENCE
    while True:
        try:
            run = synchroniser(Declencheur.COMMANDE)
            break
        except SynchronisationEnCours:
            assert time.monotonic() < echeance, "the lock outlives its process"
            time.sleep(0.1)

    assert (run.statut, run.recues, run.retirees) == (StatutSynchronisation.REUSSIE, 400, 0)
    assert Offre.objects.ouvertes().count() == 400
    assert Synchronisation.objects.filter(statut=StatutSynchronisation.INTERROMPUE).count() == 1
