import contextlib

import pytest
from django.db import connections

from offres.actions.synchronisation import TACHE
from offres.enums import StatutSynchronisation
from offres.models import Offre, Synchronisation
from offres.tasks import synchroniser_offres
from plie.demonstration.france_travail.generation import generer
from plie.socle import verrous
from plie.taches.actions import LIVRAISONS_MAX, demander, executer
from plie.taches.models import Demande
from plie.taches.registre import PANNES
from tests.usines import SynchronisationFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("territoire")]


def test_the_morning_run_says_its_outcome(simulateur):
    simulateur.offres = generer()[:10]

    assert synchroniser_offres() == "Réussie"


def test_a_second_delivery_while_one_runs_says_so_and_ends(simulateur):
    autre = connections.create_connection("default")
    try:
        with autre.cursor() as curseur:
            curseur.execute("SELECT pg_advisory_lock(%s)", [verrous.SYNCHRONISATION])
            assert "déjà en cours" in synchroniser_offres()
    finally:
        autre.close()


@pytest.mark.django_db(transaction=True)
def test_a_database_lost_in_the_middle_withdraws_nothing_and_the_run_is_made_again(simulateur):
    simulateur.offres = generer()[:60]
    synchroniser_offres()
    parties = [simulateur.offres.pop() for _ in range(5)]
    numero = connections["default"].connection.info.backend_pid

    def couper(_criteres):
        simulateur.avant_recherche = None
        simulateur.offres.extend(parties)
        autre = connections.create_connection("default")
        with contextlib.closing(autre), autre.cursor() as curseur:
            curseur.execute("SELECT pg_terminate_backend(%s)", [numero])

    simulateur.avant_recherche = couper
    demander(TACHE)
    with pytest.raises(PANNES):
        executer(Demande.objects.get(essais=0, tache=TACHE).pk)
    reprise = Demande.objects.a_faire().get(tache=TACHE)
    assert (reprise.livraisons, reprise.essais) == (0, 1)
    Demande.objects.update(pas_avant=reprise.demandee_le)
    assert executer(reprise.pk) == "Réussie"

    complete, coupee, _ = Synchronisation.objects.all()
    assert (coupee.statut, coupee.retirees) == (StatutSynchronisation.ECHOUEE, 0)
    assert (complete.statut, complete.retirees) == (StatutSynchronisation.REUSSIE, 0)
    assert Offre.objects.ouvertes().count() == 60


def test_a_run_that_kills_its_process_each_time_is_set_aside_and_said():
    run = SynchronisationFactory(statut=StatutSynchronisation.EN_COURS, fin=None)
    demande = demander(TACHE, "horaire")
    Demande.objects.update(livraisons=LIVRAISONS_MAX)
    executer(demande.pk)
    run.refresh_from_db()
    assert run.statut == StatutSynchronisation.INTERROMPUE
    assert "mis de côté" in run.erreurs[-1]
