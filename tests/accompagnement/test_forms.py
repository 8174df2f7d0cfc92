from datetime import timedelta

import pytest
from django.utils import timezone

from accompagnement.enums import TypeCommission
from accompagnement.forms import EtapeForm, InscriptionForm, PresentationForm, SortieForm
from tests.usines import CommissionFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("formulaire", "types"),
    [
        (PresentationForm, {TypeCommission.INTEGRATION, TypeCommission.SUIVI}),
        (SortieForm, {TypeCommission.SORTIE, TypeCommission.SUIVI}),
        (InscriptionForm, set(TypeCommission)),
    ],
)
def test_only_commissions_to_come_that_may_decide_are_offered(formulaire, types):
    for type_ in TypeCommission:
        CommissionFactory(type=type_, date=timezone.localdate())
        CommissionFactory(type=type_, date=timezone.localdate() - timedelta(days=1))
    offertes = formulaire().fields["commission"].queryset
    assert {commission.type for commission in offertes} == types
    assert offertes.count() == len(types)


def test_whoever_names_a_step_is_reminded_of_who_reads_it():
    rappel = "Lu par tous ceux qui suivent la personne : pas de santé, de justice ni de logement"
    assert rappel in EtapeForm()["libelle"].help_text
