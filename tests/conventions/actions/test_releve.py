from datetime import UTC, date, datetime
from functools import partial

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, connection, transaction
from django.utils import timezone
from time_machine import travel

from accompagnement.actions.correction.demande import corriger_entree
from accompagnement.enums import Statut, TypeCommission
from accompagnement.models import Commission, Reglages
from conventions import tasks
from conventions.actions.releve import arreter, calculer_releves, figer, figer_mois_echus
from conventions.indicateurs.ecarts import ecarts_expliques
from conventions.models import MoisArrete, Releve
from plie.comptes.enums import Role
from plie.taches.actions import demander_les_travaux, executer
from plie.taches.models import Demande
from tests.concurrence import ecrire_pendant
from tests.usines import (
    AgentFactory,
    CommissionFactory,
    EtapeFactory,
    ParcoursFactory,
    SortieFactory,
)

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
        "TRUNCATE conventions_releve",
        "TRUNCATE conventions_moisarrete",
        "INSERT INTO conventions_releve (indicateur, debut, fin, dimension, modalite, valeur, "
        "numerateur, calcule_le) VALUES ('x', '2025-03-01', '2025-03-31', '', '', 1, 1, now())",
    ],
)
def test_the_database_itself_refuses_to_change_a_frozen_month(attaque):
    ParcoursFactory(actif=True, date_entree=date(2025, 3, 10))
    figer(MARS)

    with (
        pytest.raises(DatabaseError, match="figé|Cannot (update|delete)"),
        transaction.atomic(),
        connection.cursor() as curseur,
    ):
        # What waits for the end of the transaction would refuse a TRUNCATE before the trigger.
        curseur.execute("SET CONSTRAINTS ALL IMMEDIATE")
        curseur.execute(attaque)
    assert _entrees() == 1


def _arretes():
    return set(MoisArrete.objects.values_list("mois", flat=True))


def test_a_month_is_provisional_until_a_commission_that_follows_it_is_closed():
    calculer_releves(MARS)
    figer_mois_echus(date(2025, 4, 1))
    assert not _arretes()
    # One that examines entries only decides of no exit.
    CommissionFactory(date=date(2025, 4, 8), close_le=timezone.now())
    commission = CommissionFactory(date=date(2025, 4, 17), type=TypeCommission.SORTIE)
    figer_mois_echus(date(2025, 4, 18))
    assert not _arretes()
    Commission.objects.filter(pk=commission.pk).update(close_le=timezone.now())
    figer_mois_echus(date(2025, 4, 18))
    assert _arretes() == {MARS}


def _sortie_proposee():
    parcours = ParcoursFactory(statut=Statut.SORTIE_PROPOSEE, date_entree=date(2025, 1, 10))
    SortieFactory(
        parcours=parcours,
        date_effet=date(2025, 3, 20),
        proposee_le=date(2025, 3, 20),
        categorie="",
        regle=None,
        validee_le=None,
    )


def _commission_de_mars():
    CommissionFactory(date=date(2025, 3, 20))


@pytest.mark.parametrize("attendre", [_sortie_proposee, _commission_de_mars])
def test_what_waits_for_a_commission_keeps_the_month_provisional_no_longer_than_the_setting(
    attendre,
):
    calculer_releves(MARS)
    CommissionFactory(date=date(2025, 4, 17), type=TypeCommission.SORTIE, close_le=timezone.now())
    attendre()
    figer_mois_echus(date(2025, 5, 14))
    assert MARS not in _arretes()
    figer_mois_echus(date(2025, 5, 15))
    assert MARS in _arretes()
    assert MoisArrete.objects.get(mois=MARS).arrete_par is None


def test_the_delay_is_a_setting():
    calculer_releves(MARS)
    Reglages.objects.create(pk=1, jours_avant_arret=10)
    Reglages.objects.oublier()
    figer_mois_echus(date(2025, 4, 9))
    assert not _arretes()
    figer_mois_echus(date(2025, 4, 10))
    assert _arretes() == {MARS}


def test_the_night_makes_official_the_months_that_a_stopped_server_left_open():
    calculer_releves(date(2025, 1, 15))
    figer_mois_echus(date(2025, 5, 20))
    assert _arretes() == {date(2025, mois, 1) for mois in (1, 2, 3)}


@travel("2025-05-14T22:30:00+00:00", tick=False)
def test_the_tasks_act_on_the_day_in_paris():
    calculer_releves(MARS)
    tasks.figer_mois()
    assert _arretes() == {MARS}
    tasks.calculer_releves_nuit()
    assert Releve.objects.filter(debut=date(2025, 5, 1), fige_le__isnull=True).exists()


FIGER = "conventions.tasks.figer_mois"


def _passer_la_nuit(time_machine, jour):
    """What the watch asks for on `jour` at 3:01 in Paris, carried out."""
    time_machine.move_to(datetime(2025, 5, jour, 1, 1, tzinfo=UTC), tick=False)
    demander_les_travaux()
    return executer(Demande.objects.a_faire().get(tache=FIGER).pk)


def test_a_month_whose_freezing_failed_is_frozen_the_next_night(time_machine, monkeypatch):
    time_machine.move_to(datetime(2025, 5, 14, 12, tzinfo=UTC), tick=False)
    demander_les_travaux()
    calculer_releves(MARS)
    with monkeypatch.context() as bogue:
        bogue.setattr("conventions.actions.releve.calculer", lambda *_, **__: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            _passer_la_nuit(time_machine, 15)
    assert not _arretes()
    assert _passer_la_nuit(time_machine, 16) > 0
    assert _arretes() == {MARS}
    assert _passer_la_nuit(time_machine, 17) == 0


def test_a_month_from_before_the_platform_was_installed_stays_open():
    assert figer_mois_echus(date(2025, 4, 15)) == 0
    calculer_releves(date(2025, 4, 14))
    figer_mois_echus(date(2025, 6, 20))
    assert _arretes() == {date(2025, 4, 1)}


@travel("2025-04-20T10:00:00+00:00", tick=False)
def test_direction_makes_a_month_official_before_the_night_and_once(direction):
    ParcoursFactory(actif=True, date_entree=date(2025, 3, 10))
    arrete = arreter(MARS, par=direction)
    assert (arrete.mois, arrete.arrete_par) == (MARS, direction)
    with pytest.raises(ValidationError, match="Mars 2025 est déjà arrêté, depuis le 20/04/2025"):
        arreter(MARS, par=direction)
    with pytest.raises(ValidationError, match="Avril 2025 n'est pas terminé"):
        arreter(date(2025, 4, 20), par=direction)
    for agent in (AgentFactory(role=Role.COORDINATION), AgentFactory(role=Role.GESTIONNAIRE_FSE)):
        with pytest.raises(PermissionDenied):
            arreter(date(2025, 2, 1), par=agent)


@travel("2025-07-20T10:00:00+00:00", tick=False)
def test_an_old_month_that_direction_chose_draws_no_other_with_it(direction):
    calculer_releves(date(2025, 6, 3))
    with pytest.raises(ValidationError, match="Personne n'était encore accompagné en mars 2025"):
        arreter(MARS, par=direction)
    ParcoursFactory(actif=True, date_entree=date(2025, 3, 10))
    arreter(MARS, par=direction)
    figer_mois_echus(date(2025, 9, 20))
    assert _arretes() == {MARS, date(2025, 6, 1), date(2025, 7, 1)}


@pytest.fixture
def direction():
    return AgentFactory(role=Role.DIRECTION)


@pytest.mark.django_db(transaction=True)
def test_two_who_make_a_month_official_at_once_do_it_once(direction):
    ParcoursFactory(actif=True, date_entree=date(2025, 3, 10))
    with pytest.raises(ValidationError, match="déjà arrêté"):
        ecrire_pendant(partial(figer, MARS), partial(arreter, MARS, par=direction))
    assert MoisArrete.objects.get().arrete_par is None


@pytest.mark.django_db(transaction=True)
def test_what_is_being_written_is_counted_before_a_month_becomes_official():
    suivi = ParcoursFactory(actif=True, date_entree=date(2025, 3, 10))
    ecrire_pendant(
        lambda: EtapeFactory(parcours=suivi, date_debut=date(2025, 3, 5)), partial(figer, MARS)
    )
    assert Releve.objects.totaux().get(indicateur="sans_etape", debut=MARS).valeur == 0
    assert ecarts_expliques(MoisArrete.objects.get()) == ([], [])


@pytest.mark.parametrize(
    "attaque",
    [
        "UPDATE conventions_moisarrete SET arrete_le = now()",
        "DELETE FROM conventions_moisarrete",
    ],
)
def test_the_database_itself_keeps_a_month_official(attaque):
    figer(MARS)
    with (
        pytest.raises(DatabaseError, match="Cannot (update|delete)"),
        transaction.atomic(),
        connection.cursor() as curseur,
    ):
        curseur.execute(attaque)


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
