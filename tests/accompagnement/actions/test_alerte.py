"""What writes the alerts, and what refreshes them."""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from accompagnement.actions.affectation import affecter
from accompagnement.actions.alerte import (
    TACHE,
    calculer_alertes,
    calculer_apres_coup,
    rafraichir,
)
from accompagnement.actions.parcours import prescrire
from accompagnement.enums import CodeAlerte, Statut
from accompagnement.models import Alerte, Parcours
from plie.comptes.enums import Role
from plie.socle import verrous
from plie.socle.unite import unite
from plie.taches.actions import executer
from plie.taches.models import Demande
from tests.accompagnement.alertes.lignes import entre, il_y_a
from tests.usines import AgentFactory, CoordinationFactory, ParticipantFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("le_15_juin")]


def test_computed_twice_nothing_is_written_the_second_time():
    ecrites = entre()
    premier = calculer_alertes()
    cles = set(Alerte.objects.values_list("pk", flat=True))
    second = calculer_alertes()
    assert (premier.ecrites, second.ecrites, second.retirees) == (1, 0, 0)
    assert premier.alertes == second.alertes == ecrites.alertes.count() == 1
    assert set(Alerte.objects.values_list("pk", flat=True)) == cles


def test_a_partial_computation_leaves_the_others_alone(django_assert_num_queries):
    ici, ailleurs = entre(), entre()
    Alerte.objects.create(parcours=ailleurs, code=CodeAlerte.SUSPENSION)
    calculer_alertes([ici.pk])
    assert set(Alerte.objects.values_list("parcours", "code")) == {
        (ici.pk, "sans_entretien_3"),
        (ailleurs.pk, "suspension"),
    }
    with django_assert_num_queries(4):
        calculer_alertes([ici.pk, ailleurs.pk])
    assert calculer_alertes([]).alertes == 0


@pytest.mark.django_db(transaction=True)
def test_a_write_to_a_dossier_refreshes_its_alerts():
    parcours = prescrire(
        ParticipantFactory(), par=CoordinationFactory(), date_prescription=il_y_a(20)
    )
    assert set(parcours.alertes.values_list("code", flat=True)) == {"orientation"}
    Parcours.objects.filter(pk=parcours.pk).update(statut=Statut.EN_DIAGNOSTIC)
    affecter(parcours, par=AgentFactory(role=Role.COORDINATION), agent=AgentFactory())
    assert not parcours.alertes.exists()


@pytest.mark.django_db(transaction=True)
def test_many_writes_of_one_transaction_cost_one_computation():
    parcours = [entre() for _ in range(3)]
    with CaptureQueriesContext(connection) as capture, unite():
        for un in parcours:
            with unite():
                rafraichir(un.pk)
    assert sum("INSERT INTO accompagnement_alerte" in q["sql"] for q in capture) == 1
    assert Alerte.objects.count() == 3


@pytest.mark.django_db(transaction=True)
def test_a_write_given_up_refreshes_nothing():
    parcours = entre()
    with transaction.atomic():
        rafraichir(parcours.pk)
        transaction.set_rollback(True)
    assert not Alerte.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_write_whose_alerts_wait_for_a_lock_is_written_and_its_alerts_come_with_the_watch():
    participant, agent = ParticipantFactory(), AgentFactory()
    ailleurs = connection.copy()
    try:
        with ailleurs.cursor() as curseur, connection.cursor() as ici:
            curseur.execute("SELECT pg_advisory_lock(%s)", [verrous.ALERTES])
            ici.execute("SET lock_timeout = 100")
            parcours = prescrire(participant, par=agent, date_prescription=il_y_a(20))
            ici.execute("RESET lock_timeout")
            curseur.execute("SELECT pg_advisory_unlock_all()")
    finally:
        ailleurs.close()
    assert not parcours.alertes.exists()
    demande = Demande.objects.a_faire().get(tache=TACHE)
    executer(demande.pk)
    assert parcours.alertes.get().code == "orientation"


@pytest.mark.django_db(transaction=True)
def test_a_process_that_dies_right_after_its_write_leaves_its_alerts_to_the_watch():
    participant, agent = ParticipantFactory(), AgentFactory()
    with transaction.atomic():
        parcours = prescrire(participant, par=agent, date_prescription=il_y_a(20))
        # What dies with the process: the row stays, and nothing follows it.
        connection.run_on_commit.clear()
    assert not parcours.alertes.exists()
    for demande in Demande.objects.a_faire().filter(tache=TACHE):
        executer(demande.pk)
    assert parcours.alertes.get().code == "orientation"


@pytest.mark.django_db(transaction=True)
def test_a_process_that_lives_leaves_nothing_to_the_watch():
    prescrire(ParticipantFactory(), par=AgentFactory(), date_prescription=il_y_a(20))
    calculer_apres_coup()
    assert not Demande.objects.a_faire().exists()
