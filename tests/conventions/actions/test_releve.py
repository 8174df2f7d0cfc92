from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction
from time_machine import travel

from conventions import tasks
from conventions.actions.releve import calculer_releves, figer, figer_mois_echus
from conventions.models import Releve
from tests.usines import ParcoursFactory

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
