"""What a commission decides of a case, and when."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from functools import partial

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from accompagnement.actions.commission import inscrire
from accompagnement.actions.passage import decider, deplacer_passage, retirer_passage
from accompagnement.enums import Decision, Statut, TypeCommission
from accompagnement.models import Parcours, Passage
from tests.usines import CommissionFactory, ParcoursFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("decision", [Decision.SORTIE_VALIDEE, Decision.SORTIE_REFUSEE])
def test_nothing_is_decided_before_the_commission_sits(coordination, passage_a_venir, decision):
    with pytest.raises(ValidationError, match="s'enregistre à partir de ce jour"):
        decider(passage_a_venir, par=coordination, decision=decision, motif="parce que")
    statut = Parcours.objects.get(pk=passage_a_venir.parcours_id).statut
    assert statut == Statut.SORTIE_PROPOSEE


def test_a_refusal_without_a_reason_is_told_beside_the_reason(coordination, passage_a_venir):
    passage_a_venir.commission.date = timezone.localdate()
    passage_a_venir.commission.save()
    with pytest.raises(ValidationError) as refus:
        decider(passage_a_venir, par=coordination, decision=Decision.SORTIE_REFUSEE, motif=" ")
    assert list(refus.value.message_dict) == ["motif"]


def test_a_prolongation_moves_the_end_of_the_parcours(coordination, suivi):
    fin = timezone.localdate() + timedelta(days=180)
    decider(suivi, par=coordination, decision=Decision.PROLONGE, prolonge_jusqu_au=fin)
    parcours = Parcours.objects.get(pk=suivi.parcours_id)
    assert (parcours.statut, parcours.date_fin_prevue) == (Statut.ACTIF, fin)


@pytest.mark.parametrize(
    ("jours", "phrase"), [(None, "jusqu'à quand"), (0, "passée"), (2000, "lointaine")]
)
def test_a_prolongation_goes_to_a_day_to_come(coordination, suivi, jours, phrase):
    jour = None if jours is None else timezone.localdate() + timedelta(days=jours)
    with pytest.raises(ValidationError, match=phrase):
        decider(suivi, par=coordination, decision=Decision.PROLONGE, prolonge_jusqu_au=jour)
    assert Passage.objects.get(pk=suivi.pk).decision == ""


@pytest.mark.parametrize("decision", [Decision.MAINTENU, Decision.AJOURNE])
def test_the_other_decisions_of_follow_up_leave_the_parcours_as_it_is(
    coordination, suivi, decision
):
    decider(suivi, par=coordination, decision=decision, motif="à revoir")
    parcours = Parcours.objects.get(pk=suivi.parcours_id)
    assert (parcours.statut, parcours.date_fin_prevue) == (Statut.ACTIF, None)


def test_a_case_taken_off_the_agenda_still_waits(coordination, passage_a_venir):
    retirer_passage(passage_a_venir, par=coordination)
    assert not Passage.objects.exists()
    parcours = Parcours.objects.get(pk=passage_a_venir.parcours_id)
    assert parcours.statut == Statut.SORTIE_PROPOSEE


def test_a_case_somebody_took_off_the_agenda_is_neither_decided_nor_taken_off(coordination, suivi):
    retirer_passage(suivi, par=coordination)
    for acte in (retirer_passage, partial(decider, decision=Decision.MAINTENU)):
        with pytest.raises(ValidationError, match="plus à l'ordre du jour"):
            acte(suivi, par=coordination)


@pytest.mark.django_db(transaction=True)
def test_cases_are_decided_while_others_are_moved(coordination):
    """Both lock the commission and the case; in two orders, one of them would be thrown out."""
    commission = CommissionFactory(type=TypeCommission.SUIVI)
    passages = [
        inscrire(ParcoursFactory(actif=True), par=coordination, commission=commission)
        for _ in range(6)
    ]

    def decider_tous():
        for passage in passages:
            decider(passage, par=coordination, decision=Decision.MAINTENU)
        connection.close()

    def deplacer_tous():
        for passage in passages * 2:
            deplacer_passage(passage, par=coordination, rang=1)
        connection.close()

    with ThreadPoolExecutor() as fils:
        for fil in [fils.submit(decider_tous), fils.submit(deplacer_tous)]:
            fil.result()
    assert not commission.passages.filter(decision="").exists()


def test_a_decided_case_stays_on_the_agenda(coordination, suivi):
    decider(suivi, par=coordination, decision=Decision.MAINTENU)
    with pytest.raises(ValidationError, match="déjà décidé"):
        retirer_passage(suivi, par=coordination)


def test_cases_are_put_in_the_order_wanted(coordination):
    commission = CommissionFactory(type=TypeCommission.SUIVI)
    trois = [
        inscrire(ParcoursFactory(actif=True), par=coordination, commission=commission)
        for _ in range(3)
    ]
    deplacer_passage(trois[2], par=coordination, rang=1)
    assert list(commission.passages.all()) == [trois[2], trois[0], trois[1]]
    deplacer_passage(trois[2], par=coordination, rang=99)
    assert list(commission.passages.all()) == trois


def test_a_decision_is_final_even_to_sql_written_by_hand(coordination, suivi):
    decider(suivi, par=coordination, decision=Decision.MAINTENU)
    decide = Passage.objects.filter(pk=suivi.pk)
    for ecriture in (
        partial(decide.update, motif="réécrit"),
        lambda: decide._raw_delete("default"),
    ):
        with pytest.raises(DatabaseError, match="Cannot update or delete"), transaction.atomic():
            ecriture()
    assert decide.get().motif == ""
