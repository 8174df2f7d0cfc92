from datetime import UTC, date, datetime
from functools import partial

import pytest
from django.db import DatabaseError, connection, transaction
from time_machine import travel

from accompagnement.actions.correction.demande import corriger_entree
from conventions import tasks
from conventions.actions.releve import calculer_releves, figer, figer_mois_echus
from conventions.models import Releve
from plie.comptes.enums import Role
from plie.taches.actions import demander_les_travaux, executer
from plie.taches.models import Demande
from tests.concurrence import ecrire_pendant
from tests.usines import AgentFactory, ParcoursFactory

pytestmark = pytest.mark.django_db
MARS = date(2025, 3, 1)


def _entrees():
    return Releve.objects.totaux().get(indicateur="entrees", debut=MARS).valeur


def test_the_night_overwrites_the_figures_of_the_month():
    ParcoursFactory(actif=True, date_entree=date(2025, 3, 10))
    calculer_releves(date(2025, 3, 12))
    assert _entrees() == 1

    ParcoursFactory(actif=True, date_entree=date(2025, 3, 11))
    ecrits = calculer_releves(date(2025, 3, 12))
    assert _entrees() == 2
    assert Releve.objects.count() == ecrits
    assert not Releve.objects.figes().exists()


def test_breakdowns_are_written_down_too():
    ParcoursFactory(actif=True, date_entree=date(2025, 3, 10), criteres=["rsa"])
    calculer_releves(MARS)

    releve = Releve.objects.get(dimension="critere", modalite="rsa", indicateur="part_rsa")
    assert (releve.valeur, releve.numerateur, releve.denominateur) == (100, 1, 1)


def test_a_frozen_month_is_left_alone_by_the_night_and_by_a_second_freezing():
    ParcoursFactory(actif=True, date_entree=date(2025, 3, 10))
    assert figer(MARS) > 0
    fige_le = Releve.objects.first().fige_le
    ParcoursFactory(actif=True, date_entree=date(2025, 3, 11))

    assert figer(MARS) == 0 and calculer_releves(MARS) == 0
    assert _entrees() == 1
    assert set(Releve.objects.values_list("fige_le", flat=True)) == {fige_le}


@pytest.mark.parametrize(
    "attaque",
    [
        "UPDATE conventions_releve SET valeur = 99",
        "UPDATE conventions_releve SET fige_le = NULL",
        "DELETE FROM conventions_releve",
        "INSERT INTO conventions_releve (indicateur, debut, fin, dimension, modalite, valeur, "
        "numerateur, calcule_le) VALUES ('x', '2025-03-01', '2025-03-31', '', '', 1, 1, now())",
    ],
)
def test_the_database_itself_refuses_to_change_a_frozen_month(attaque):
    ParcoursFactory(actif=True, date_entree=date(2025, 3, 10))
    figer(MARS)

    with (
        pytest.raises(DatabaseError, match="figés|Cannot (update|delete)"),
        transaction.atomic(),
        connection.cursor() as curseur,
    ):
        curseur.execute(attaque)
    assert _entrees() == 1


def test_the_first_of_the_month_freezes_the_month_before_and_those_forgotten():
    calculer_releves(date(2025, 1, 15))
    figer_mois_echus(date(2025, 4, 1))

    figes = Releve.objects.figes().values_list("debut", flat=True).distinct()
    assert set(figes) == {date(2025, 1, 1), MARS}


@travel("2025-03-31T22:30:00+00:00", tick=False)
def test_the_tasks_act_on_the_day_in_paris():
    ParcoursFactory(actif=True, date_entree=date(2025, 3, 10))

    tasks.figer_mois()
    assert Releve.objects.figes().filter(debut=MARS).exists()
    tasks.calculer_releves_nuit()
    assert Releve.objects.filter(debut=date(2025, 4, 1), fige_le__isnull=True).exists()


FIGER = "conventions.tasks.figer_mois"


def _passer_la_nuit(time_machine, jour):
    """What the watch asks for on `jour` at 3:01 in Paris, carried out."""
    time_machine.move_to(datetime(2025, 4, jour, 1, 1, tzinfo=UTC), tick=False)
    demander_les_travaux()
    return executer(Demande.objects.a_faire().get(tache=FIGER).pk)


def test_a_month_whose_freezing_failed_on_the_first_is_frozen_the_next_night(
    time_machine, monkeypatch
):
    time_machine.move_to(datetime(2025, 3, 31, 12, tzinfo=UTC), tick=False)
    demander_les_travaux()
    calculer_releves(MARS)
    with monkeypatch.context() as bogue:
        bogue.setattr("conventions.actions.releve.calculer", lambda *_, **__: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            _passer_la_nuit(time_machine, 1)
    assert not Releve.objects.figes().exists()

    assert _passer_la_nuit(time_machine, 2) > 0
    assert set(Releve.objects.figes().values_list("debut", flat=True)) == {MARS}
    assert _passer_la_nuit(time_machine, 3) == 0


def test_a_platform_installed_in_the_middle_of_a_month_does_not_freeze_the_one_before():
    calculer_releves(date(2025, 4, 14))
    assert figer_mois_echus(date(2025, 4, 15)) == 0
    figer_mois_echus(date(2025, 5, 2))
    assert set(Releve.objects.figes().values_list("debut", flat=True)) == {date(2025, 4, 1)}


def test_a_month_that_a_stopped_server_never_computed_is_frozen_by_the_next_night():
    calculer_releves(date(2025, 2, 25))
    figer_mois_echus(date(2025, 4, 3))
    assert Releve.objects.figes().filter(debut=MARS).exists()


@pytest.fixture
def corriger():
    """Move an entry of March into April, by coordination."""
    return partial(
        corriger_entree,
        ParcoursFactory(actif=True, date_entree=date(2025, 3, 10)),
        par=AgentFactory(role=Role.COORDINATION),
        motif="Erreur",
        date_entree=date(2025, 4, 2),
    )


@pytest.mark.django_db(transaction=True)
def test_a_correction_asked_while_its_month_is_being_frozen_waits_for_a_second_person(corriger):
    correction = ecrire_pendant(partial(figer, MARS), corriger)
    assert correction.est_en_attente and _entrees() == 1


@pytest.mark.django_db(transaction=True)
def test_a_month_is_frozen_with_the_correction_that_is_being_made(corriger):
    ecrire_pendant(corriger, partial(figer, MARS))
    assert _entrees() == 0
