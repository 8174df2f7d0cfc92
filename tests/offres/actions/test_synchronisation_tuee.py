"""A run in a process of its own: killed in the middle, or doubled."""

import os
import signal
import subprocess
import sys

import pytest
from django.conf import settings

from offres.actions.synchronisation import SynchronisationEnCours, synchroniser
from offres.enums import Declencheur, StatutSynchronisation
from offres.models import Offre, Synchronisation
from plie.demonstration.france_travail import serveur
from plie.demonstration.france_travail.generation import generer
from tests.attente import PATIENCE, attendre_que
from tests.ouvrier import url_de_la_base_de_test

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("territoire")]


@pytest.fixture
def run_au_milieu(simulateur):
    """A run that has written a page and waits for an answer that does not come."""
    simulateur.offres = generer()[:400]

    def passer(_reponse):
        return False

    simulateur.pannes.extend([passer, passer, serveur.silence(PATIENCE)])
    environnement = simulateur.reglages() | {"DATABASE_URL": url_de_la_base_de_test()}
    processus = subprocess.Popen(
        [sys.executable, "manage.py", "synchroniser_offres"],
        cwd=settings.BASE_DIR,
        env=os.environ | environnement,
        stderr=subprocess.DEVNULL,
    )
    attendre_que(lambda: len(simulateur.moments) >= 3, "the run asks for its third page")
    yield processus
    processus.kill()
    processus.wait()


def test_a_second_run_is_refused_then_one_killed_is_repaired(run_au_milieu, simulateur):
    with pytest.raises(SynchronisationEnCours):
        synchroniser(Declencheur.BOUTON)
    assert 0 < Offre.objects.count() < 400

    run_au_milieu.send_signal(signal.SIGKILL)
    run_au_milieu.wait()
    run = attendre_que(_synchroniser_si_libre, "the lock dies with its process")

    assert (run.statut, run.recues, run.retirees) == (StatutSynchronisation.REUSSIE, 400, 0)
    assert Offre.objects.ouvertes().count() == 400
    assert Synchronisation.objects.filter(statut=StatutSynchronisation.INTERROMPUE).count() == 1


def _synchroniser_si_libre():
    try:
        return synchroniser(Declencheur.COMMANDE)
    except SynchronisationEnCours:
        return None
