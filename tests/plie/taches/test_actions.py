"""What is asked is done once, sent again when it was lost, set aside when it never ends."""

import time
from datetime import UTC, datetime, timedelta

import pytest
from django.db import OperationalError, connection, transaction
from django.utils import timezone
from kombu.exceptions import OperationalError as FileInjoignable

from plie.celery import TRAVAUX
from plie.taches import actions
from plie.taches.actions import (
    LIVRAISONS_MAX,
    annuler,
    cle_de,
    demander,
    demander_les_travaux,
    executer,
    oublier_les_anciennes,
    veiller,
)
from plie.taches.enums import StatutDemande
from plie.taches.models import VERROU, Demande
from plie.taches.registre import REPRISES_APRES_PANNE, TACHES, AReprendre, tache

pytestmark = pytest.mark.django_db
faites, abandonnees = [], []


@pytest.fixture(autouse=True)
def carnet():
    faites.clear()
    abandonnees.clear()


@tache("Travail", abandonner=abandonnees.append)
def travailler(sujet):
    faites.append(sujet)
    if isinstance(sujet, str) and sujet.startswith("panne"):
        raise OperationalError
    return {"fait": sujet}


@tache("Attente", reprises=(60, 120))
def attendre(sujet):
    raise AReprendre("pas encore")


TRAVAIL = f"{__name__}.travailler"
ATTENTE = f"{__name__}.attendre"


@pytest.fixture(autouse=True, scope="module")
def oublier_ces_taches():
    yield
    for nom in (TRAVAIL, ATTENTE):
        del TACHES[nom]


def _relire(demande):
    return Demande.objects.get(pk=demande.pk)


def test_a_demand_delivered_twice_is_carried_out_once():
    demande = demander(TRAVAIL, 1)
    assert executer(demande.pk) == {"fait": 1}
    assert executer(demande.pk) == "rien à faire"
    assert faites == [1]
    assert (_relire(demande).statut, _relire(demande).resultat) == ("faite", {"fait": 1})


def test_the_same_work_asked_again_before_it_begins_is_one_demand():
    assert demander(TRAVAIL, 1) == demander(TRAVAIL, 1)
    autre = demander(TRAVAIL, 2)
    executer(autre.pk)
    assert demander(TRAVAIL, 2) != autre


def test_a_demand_that_another_process_is_at_is_left_to_it():
    demande = demander(TRAVAIL, 1)
    ailleurs = connection.copy()
    try:
        with ailleurs.cursor() as curseur:
            curseur.execute(
                "SELECT pg_advisory_lock(%s, hashtext(%s))", [VERROU, cle_de(TRAVAIL, 1)]
            )
            assert executer(demande.pk) == "déjà en cours"
            assert not Demande.objects.libres().filter(pk=demande.pk).exists()
            curseur.execute("SELECT pg_advisory_unlock_all()")
    finally:
        ailleurs.close()
    assert Demande.objects.libres().get() == demande
    assert executer(demande.pk) == {"fait": 1}


def test_what_ends_the_database_is_tried_again_until_there_is_no_attempt_left():
    demande = demander(TRAVAIL, "panne")
    for essai, secondes in enumerate(REPRISES_APRES_PANNE, start=1):
        avant = timezone.now()
        with pytest.raises(OperationalError):
            executer(demande.pk)
        actuelle = _relire(demande)
        assert (actuelle.essais, actuelle.livraisons, actuelle.statut) == (essai, 0, "a_faire")
        assert actuelle.pas_avant >= avant + timedelta(seconds=secondes)
        assert executer(demande.pk) == "rien à faire"
        Demande.objects.update(pas_avant=avant)
    with pytest.raises(OperationalError):
        executer(demande.pk)
    assert _relire(demande).statut == StatutDemande.ECHOUEE
    assert abandonnees == ["panne"]


def test_a_task_may_ask_to_be_tried_again_and_that_is_no_error():
    demande = demander(ATTENTE, 1)
    assert executer(demande.pk) == "pas encore"
    assert (_relire(demande).essais, _relire(demande).statut) == (1, "a_faire")


def test_past_three_deliveries_without_an_end_a_demand_is_set_aside_and_said():
    demande = demander(TRAVAIL, 1)
    Demande.objects.update(livraisons=LIVRAISONS_MAX)
    assert executer(demande.pk) == "rien à faire"
    assert (faites, abandonnees) == ([], [1])
    assert _relire(demande).statut == StatutDemande.ABANDONNEE


def test_a_demand_given_up_is_not_carried_out():
    demande = demander(TRAVAIL, 1)
    assert annuler(TRAVAIL, 1) == 1
    assert executer(demande.pk) == "rien à faire"
    assert (faites, _relire(demande).statut) == ([], "annulee")


def test_work_that_this_version_no_longer_knows_fails_without_ending_the_worker():
    demande = demander("accompagnement.tasks.disparue")
    with pytest.raises(LookupError):
        executer(demande.pk)
    assert _relire(demande).statut == StatutDemande.ECHOUEE


def test_the_watch_sends_what_is_due_and_that_nobody_is_at():
    perdue, recente, differee, finie = (demander(TRAVAIL, numero) for numero in range(4))
    executer(finie.pk)
    Demande.objects.exclude(pk=recente.pk).update(envoyee_le=timezone.now() - timedelta(minutes=1))
    Demande.objects.filter(pk=differee.pk).update(pas_avant=timezone.now() + timedelta(minutes=5))
    assert veiller() == 1
    assert _relire(perdue).envoyee_le > perdue.envoyee_le
    assert veiller() == 0


def test_a_queue_that_failed_is_left_alone_for_two_seconds(
    monkeypatch, django_capture_on_commit_callbacks
):
    essais = []

    def send_task(nom, arguments, **_):
        essais.append(arguments)
        raise FileInjoignable

    monkeypatch.setattr(actions.app, "send_task", send_task)
    monkeypatch.setattr(actions._File, "absente_jusqu_a", 0.0)
    with django_capture_on_commit_callbacks(execute=True):
        premiere, _ = demander(TRAVAIL, 1), demander(TRAVAIL, 2)
    assert essais == [[premiere.pk]]
    assert Demande.objects.a_faire().count() == 2

    monkeypatch.setattr(actions._File, "absente_jusqu_a", time.monotonic())
    with django_capture_on_commit_callbacks(execute=True):
        troisieme = demander(TRAVAIL, 3)
    assert essais == [[premiere.pk], [troisieme.pk]]


FIGER = "conventions.tasks.figer_mois"


def test_a_month_that_nobody_was_there_to_freeze_is_frozen_as_soon_as_somebody_is(time_machine):
    time_machine.move_to(datetime(2026, 6, 20, tzinfo=UTC))
    demander_les_travaux()
    assert not Demande.objects.a_faire().exists()
    assert Demande.objects.count() == len(TRAVAUX)

    time_machine.move_to(datetime(2026, 7, 3, 8, 0, tzinfo=UTC))
    demander_les_travaux()
    demander_les_travaux()
    assert Demande.objects.a_faire().filter(tache=FIGER).count() == 1
    assert Demande.objects.a_faire().count() == len(TRAVAUX)


def test_work_of_the_timetable_is_asked_once_an_occurrence(time_machine):
    time_machine.move_to(datetime(2026, 6, 30, 23, 0, tzinfo=UTC))
    demander_les_travaux()
    for heure in (0, 1, 2):
        time_machine.move_to(datetime(2026, 7, 1, heure, 1, tzinfo=UTC))
        demander_les_travaux()
    assert Demande.objects.a_faire().filter(tache=FIGER).count() == 1


def test_a_demand_whose_transaction_is_undone_does_not_exist():
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        demander(TRAVAIL, 1)
        raise ZeroDivisionError
    assert not Demande.objects.exists()


def test_the_journal_keeps_a_season():
    vieille, recente = demander(TRAVAIL, 1), demander(TRAVAIL, 2)
    executer(vieille.pk)
    executer(recente.pk)
    Demande.objects.filter(pk=vieille.pk).update(finie_le=timezone.now() - timedelta(days=91))
    assert oublier_les_anciennes() == 1
    assert Demande.objects.get() == recente
