"""The state machine, driven at random through its only doors, against the real database."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.utils import timezone
from hypothesis import settings as reglages
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from hypothesis.stateful import rule, run_state_machine_as_test

from accompagnement.actions.affectation import affecter
from accompagnement.enums import (
    STATUTS_CLOS,
    STATUTS_ENTRES,
    TRANSITIONS,
    Decision,
    Statut,
)
from accompagnement.models import Parcours
from tests.accompagnement.vies import Vie
from tests.usines import (
    AffectationFactory,
    AgentFactory,
    CoordinationFactory,
    ParcoursFactory,
)


class Cycle(Vie):
    le_temps_passe = rule(jours=st.integers(0, 3))(Vie.le_temps_passe)
    prescrire = rule()(Vie.prescrire)
    diagnostiquer = rule(criteres=st.sets(st.sampled_from(["rsa", "qpv", "rqth"])))(
        Vie.diagnostiquer
    )
    presenter = rule()(Vie.presenter)
    decider = rule(
        decision=st.sampled_from(list(Decision)), motif=st.sampled_from(["", "parce que"])
    )(Vie.decider)
    clore_sans_entree = rule()(Vie.clore_sans_entree)
    suspendre = rule()(Vie.suspendre)
    reprendre = rule()(Vie.reprendre)
    embaucher = rule()(Vie.embaucher)
    rompre = rule()(Vie.rompre)
    proposer_la_sortie = rule(
        motif=st.sampled_from(["cdi", "abandon"]), avec_commission=st.booleans()
    )(Vie.proposer_la_sortie)
    clore_la_commission = rule()(Vie.clore_la_commission)
    revenir_sur_la_decision = rule()(Vie.revenir_sur_la_decision)
    annuler_la_decision = rule()(Vie.annuler_la_decision)
    corriger_l_entree = rule(jours=st.integers(-5, 5))(Vie.corriger_l_entree)
    rouvrir_la_sortie = rule()(Vie.rouvrir_la_sortie)


class TestCycle(TestCase):
    def test_random_lives_keep_the_invariants(self):
        run_state_machine_as_test(
            Cycle,
            settings=reglages(
                max_examples=12, stateful_step_count=25, deadline=None, derandomize=True
            ),
        )


def _atteints(depart):
    """The states that the table leads to from one."""
    vus, a_voir = set(), [depart]
    while a_voir:
        for suivant in TRANSITIONS[a_voir.pop()] - vus:
            vus.add(suivant)
            a_voir.append(suivant)
    return vus


@pytest.mark.parametrize("statut", [statut for statut in Statut if statut not in STATUTS_CLOS])
def test_every_state_that_is_no_end_has_a_way_out(statut):
    assert _atteints(statut) & set(STATUTS_CLOS)


@pytest.mark.parametrize("statut", STATUTS_CLOS)
def test_an_end_leads_nowhere_but_by_a_correction(statut):
    assert _atteints(statut) == set()


@pytest.mark.django_db
@pytest.mark.parametrize("depart", list(Statut))
@pytest.mark.parametrize("arrivee", list(Statut))
def test_raw_sql_cannot_leave_the_table(depart, arrivee):
    """The trigger refuses what the table does not allow, even to an UPDATE by hand."""
    parcours = ParcoursFactory(**_dates(depart), statut=depart)
    champs = {"date_entree": None, "date_sortie": None, **_dates(arrivee), "statut": arrivee}
    permis = arrivee == depart or arrivee in TRANSITIONS[depart]
    if permis:
        assert Parcours.objects.filter(pk=parcours.pk).update(**champs) == 1
    else:
        refus = pytest.raises(DatabaseError, match="Invalid transition")
        with refus, transaction.atomic():
            Parcours.objects.filter(pk=parcours.pk).update(**champs)


def _dates(statut):
    if statut == Statut.SORTI:
        return {"date_entree": date(2025, 1, 15), "date_sortie": date(2025, 6, 30)}
    if statut in STATUTS_ENTRES:
        return {"date_entree": date(2025, 1, 15)}
    return {}


@pytest.mark.django_db
def test_nobody_is_given_a_parcours_from_tomorrow_on():
    """The one who follows today would lose it at once."""
    parcours, demain = ParcoursFactory(actif=True), timezone.localdate() + timedelta(days=1)
    AffectationFactory(parcours=parcours)
    with pytest.raises(ValidationError, match="futur"):
        affecter(parcours, par=CoordinationFactory(), agent=AgentFactory(), le=demain)
    assert parcours.affectations.get().date_fin is None
