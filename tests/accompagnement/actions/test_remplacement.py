"""Who may replace whom, when, and what a refusal says."""

from datetime import date, timedelta
from functools import partial

import pytest
from django.core.exceptions import ValidationError

from accompagnement.actions.remplacement import (
    annuler_remplacement,
    creer_remplacement,
    modifier_remplacement,
)
from accompagnement.models import Parcours, Participant, Remplacement
from accompagnement.permissions import Acte
from plie.comptes.enums import Role
from plie.comptes.models import Agent
from tests.concurrence import ecrire_pendant
from tests.usines import AgentFactory, CoordinationFactory, ParcoursFactory, RemplacementFactory

pytestmark = pytest.mark.django_db
LUNDI, VENDREDI = date(2026, 3, 2), date(2026, 3, 6)


@pytest.fixture
def absent():
    return AgentFactory()


@pytest.fixture
def remplacant():
    return AgentFactory()


@pytest.fixture(autouse=True)
def un_lundi(time_machine):
    time_machine.move_to("2026-03-02T09:00:00+01:00", tick=False)


def creer(absent, remplacant, debut=LUNDI, fin=VENDREDI):
    return creer_remplacement(
        par=AgentFactory(role=Role.COORDINATION),
        absent=absent,
        remplacant=remplacant,
        date_debut=debut,
        date_fin=fin,
    )


def portes(agent, parcours):
    """(sees, writes, reads what is sensitive, is entrusted with) as a fresh request would have."""
    agent = Agent.objects.get(pk=agent.pk)
    referent = parcours.affectations.get(date_fin=None).agent
    return (
        Participant.objects.visibles_par(agent).filter(pk=parcours.participant_id).exists(),
        Acte.ECRIRE_DOSSIER.permet(agent, parcours),
        Acte.VOIR_SENSIBLE.permet(agent, referent),
        Parcours.objects.confies_a(agent).filter(pk=parcours.pk).exists(),
    )


@pytest.mark.parametrize(
    ("moment", "attendu"),
    [
        ("2026-03-01T23:59:00+01:00", False),
        ("2026-03-02T00:01:00+01:00", True),
        ("2026-03-06T23:59:00+01:00", True),
        ("2026-03-07T00:01:00+01:00", False),
    ],
)
def test_the_doors_are_open_from_the_first_day_to_the_last(
    absent, remplacant, time_machine, moment, attendu
):
    suivi = ParcoursFactory(actif=True, structure=absent.structure, referent=absent)
    autre = ParcoursFactory(
        actif=True, structure=absent.structure, referent=AgentFactory(structure=absent.structure)
    )
    creer(absent, remplacant)
    time_machine.move_to(moment, tick=False)
    assert portes(remplacant, suivi) == (attendu,) * 4
    assert portes(remplacant, autre) == (False,) * 4
    assert portes(absent, suivi) == (True,) * 4


@pytest.mark.parametrize("role", [r for r in Role if r is not Role.REFERENT])
def test_an_account_that_became_something_else_opens_nothing_more(absent, role):
    """The role decides: what was given to a référent does not follow them elsewhere."""
    suivi = ParcoursFactory(actif=True, structure=absent.structure, referent=absent)
    agent = AgentFactory(role=role)
    avant = portes(agent, suivi)
    RemplacementFactory(absent=absent, remplacant=agent)
    assert portes(agent, suivi) == avant


def test_the_assignment_never_changes(absent, remplacant):
    suivi = ParcoursFactory(actif=True, structure=absent.structure, referent=absent)
    creer(absent, remplacant)
    assert [a.agent for a in suivi.affectations.all()] == [absent]
    suivi.refresh_from_db()
    assert suivi.structure == absent.structure


@pytest.mark.parametrize(
    ("champs", "champ", "phrase"),
    [
        ({"debut": LUNDI - timedelta(days=1)}, "date_debut", "au plus tôt aujourd'hui"),
        ({"fin": LUNDI - timedelta(days=1)}, "date_fin", "précède son début"),
        ({"fin": date(2027, 6, 1)}, "date_fin", "un an au plus"),
        ({"fin": date(9999, 1, 1)}, "date_fin", "un an au plus"),
    ],
)
def test_impossible_days_are_told_beside_their_field(absent, remplacant, champs, champ, phrase):
    with pytest.raises(ValidationError) as refus:
        creer(absent, remplacant, **champs)
    assert phrase in str(refus.value)
    codes = [erreur.code for erreurs in refus.value.error_dict.values() for erreur in erreurs]
    assert champ in refus.value.error_dict or champ in codes


def test_nobody_replaces_themselves_and_nobody_is_replaced_twice(absent, remplacant):
    with pytest.raises(ValidationError, match="ne se remplace pas lui-même"):
        creer(absent, absent)
    creer(absent, remplacant)
    with pytest.raises(ValidationError, match="déjà remplacé à ces dates"):
        creer(absent, AgentFactory(), debut=VENDREDI, fin=VENDREDI + timedelta(days=3))
    creer(absent, AgentFactory(), debut=VENDREDI + timedelta(days=1), fin=date(2026, 3, 10))


def test_only_a_running_referent_replaces(absent):
    for agent in (AgentFactory(is_active=False), AgentFactory(role=Role.DIRECTION)):
        with pytest.raises(ValidationError, match="référent en activité"):
            creer(absent, agent)


def test_who_is_absent_replaces_nobody(absent, remplacant):
    creer(absent, remplacant)
    with pytest.raises(ValidationError, match="Absence à ces dates"):
        creer(AgentFactory(), absent)
    with pytest.raises(ValidationError, match="Modifiez d'abord ceci"):
        creer(remplacant, AgentFactory())


@pytest.mark.django_db(transaction=True)
def test_two_who_replace_each_other_at_once_are_one(absent, remplacant):
    with pytest.raises(ValidationError, match="Absence à ces dates"):
        ecrire_pendant(
            partial(creer, absent, remplacant),
            partial(creer, remplacant, absent),
        )
    assert Remplacement.objects.get().absent == absent


def test_a_replacement_is_shortened_to_today_at_the_earliest(absent, remplacant, time_machine):
    remplacement = creer(absent, remplacant)
    time_machine.move_to("2026-03-04T09:00:00+01:00", tick=False)
    with pytest.raises(ValidationError, match="Ce jour est passé"):
        modifier_remplacement(remplacement, par=CoordinationFactory(), date_fin=date(2026, 3, 3))
    modifier_remplacement(remplacement, par=CoordinationFactory(), date_fin=date(2026, 3, 4))
    remplacement.refresh_from_db()
    assert remplacement.date_fin == date(2026, 3, 4)


def test_cancelling_stops_at_once_and_keeps_what_has_been(absent, remplacant, time_machine):
    suivi = ParcoursFactory(actif=True, structure=absent.structure, referent=absent)
    remplacement = creer(absent, remplacant)
    time_machine.move_to("2026-03-04T09:00:00+01:00", tick=False)
    annuler_remplacement(remplacement, par=CoordinationFactory())
    remplacement.refresh_from_db()
    assert remplacement.date_fin == date(2026, 3, 3)
    assert portes(remplacant, suivi) == (False,) * 4
    with pytest.raises(ValidationError, match="fini depuis le 03/03/2026"):
        annuler_remplacement(remplacement, par=CoordinationFactory())


def test_a_replacement_not_begun_is_removed(absent, remplacant):
    remplacement = creer(absent, remplacant, debut=VENDREDI)
    annuler_remplacement(remplacement, par=CoordinationFactory())
    assert not Remplacement.objects.exists()
    with pytest.raises(ValidationError, match="annulé entre-temps"):
        modifier_remplacement(remplacement, par=CoordinationFactory(), date_fin=VENDREDI)
