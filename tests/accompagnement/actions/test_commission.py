"""The agenda of a commission, and its minutes."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from accompagnement.actions.commission import (
    clore_commission,
    inscrire,
    modifier_commission,
    proposer,
)
from accompagnement.actions.passage import decider
from accompagnement.enums import Decision, TypeCommission
from tests.usines import CommissionFactory, ParcoursFactory

pytestmark = pytest.mark.django_db


def test_a_commission_looks_only_at_its_own_kind_of_cases(coordination):
    integration = CommissionFactory(type=TypeCommission.INTEGRATION)
    with pytest.raises(ValidationError, match="n'examine pas"):
        inscrire(ParcoursFactory(actif=True), par=coordination, commission=integration)


def test_two_commissions_never_decide_the_same_case(coordination, suivi):
    autre = CommissionFactory(type=TypeCommission.SUIVI)
    with pytest.raises(ValidationError, match="attend déjà une décision"):
        inscrire(suivi.parcours, par=coordination, commission=autre)
    decider(suivi, par=coordination, decision=Decision.MAINTENU)
    with pytest.raises(ValidationError, match="déjà décidé"):
        decider(suivi, par=coordination, decision=Decision.AJOURNE, motif="trop tard")


def test_minutes_are_final_once_every_case_is_decided(coordination, suivi):
    commission = suivi.commission
    with pytest.raises(ValidationError, match="1 dossier attend"):
        clore_commission(commission, par=coordination)
    decider(suivi, par=coordination, decision=Decision.MAINTENU)
    assert clore_commission(commission, par=coordination).close_le
    with pytest.raises(ValidationError, match="close depuis"):
        inscrire(ParcoursFactory(actif=True), par=coordination, commission=commission)
    with pytest.raises(ValidationError, match="close depuis"):
        modifier_commission(commission, par=coordination, lieu="Denain")


def test_a_commission_to_come_is_not_closed(coordination):
    demain = timezone.localdate() + timedelta(days=1)
    with pytest.raises(ValidationError, match="pas encore eu lieu"):
        clore_commission(CommissionFactory(date=demain), par=coordination)


def test_its_day_no_longer_moves_once_it_has_decided(coordination, suivi):
    decider(suivi, par=coordination, decision=Decision.MAINTENU)
    with pytest.raises(ValidationError, match="date ne change plus"):
        modifier_commission(
            suivi.commission, par=coordination, date=timezone.localdate() - timedelta(days=1)
        )


def test_one_refusal_does_not_stop_the_others(coordination):
    commission = CommissionFactory(type=TypeCommission.SUIVI)
    bon, clos = ParcoursFactory(actif=True), ParcoursFactory(sorti=True)
    inscrits, [(refuse, raison)] = proposer(commission, [clos, bon], par=coordination)
    assert (inscrits, refuse) == ([bon], clos)
    assert "n'attend pas" in raison
