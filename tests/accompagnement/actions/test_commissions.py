"""What a commission decides, and when."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from accompagnement.actions.commissions import decider, proposer_sortie
from accompagnement.actions.regles import charger_regles
from accompagnement.enums import Decision, Statut, TypeCommission
from accompagnement.models import MotifSortie, Parcours
from plie.comptes.enums import Role
from tests.usines import AgentFactory, CommissionFactory, ParcoursFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def coordination():
    return AgentFactory(role=Role.COORDINATION)


@pytest.fixture
def passage_a_venir(coordination):
    charger_regles()
    demain = timezone.localdate() + timedelta(days=1)
    sortie = proposer_sortie(
        ParcoursFactory(actif=True),
        par=coordination,
        motif=MotifSortie.objects.get(code="cdi"),
        date_effet=timezone.localdate(),
        commission=CommissionFactory(type=TypeCommission.SORTIE, date=demain),
    )
    return sortie.parcours.passages.get()


@pytest.mark.parametrize("decision", [Decision.SORTIE_VALIDEE, Decision.SORTIE_REFUSEE])
def test_nothing_is_decided_before_the_commission_sits(coordination, passage_a_venir, decision):
    with pytest.raises(ValidationError, match="s'enregistre à partir de ce jour"):
        decider(passage_a_venir, par=coordination, decision=decision, motif="parce que")
    statut = Parcours.objects.get(pk=passage_a_venir.parcours_id).statut
    assert statut == Statut.SORTIE_PROPOSEE


def test_a_commission_to_come_says_when_its_decisions_open(client, coordination, passage_a_venir):
    client.force_login(coordination)
    commission = passage_a_venir.commission
    page = client.get(reverse("accompagnement:commission", args=[commission.pk])).content.decode()
    assert "à partir du jour de la commission" in page
    assert "Décider" not in page
    commission.date = timezone.localdate()
    commission.save()
    page = client.get(reverse("accompagnement:commission", args=[commission.pk])).content.decode()
    assert "Décider" in page


def test_a_refusal_without_a_reason_is_told_beside_the_reason(coordination, passage_a_venir):
    passage_a_venir.commission.date = timezone.localdate()
    passage_a_venir.commission.save()
    with pytest.raises(ValidationError) as refus:
        decider(passage_a_venir, par=coordination, decision=Decision.SORTIE_REFUSEE, motif=" ")
    assert list(refus.value.message_dict) == ["motif"]
