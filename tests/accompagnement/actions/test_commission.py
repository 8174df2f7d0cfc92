"""What a commission decides, and when."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from functools import partial

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from accompagnement.actions.commission import (
    clore_commission,
    decider,
    deplacer_passage,
    inscrire,
    modifier_commission,
    proposer,
    proposer_sortie,
    retirer_passage,
)
from accompagnement.actions.regle_sortie import charger_regles
from accompagnement.enums import Categorie, Decision, Statut, TypeCommission
from accompagnement.models import MotifSortie, Parcours, Passage
from plie.comptes.enums import Role
from tests.usines import (
    AgentFactory,
    CommissionFactory,
    MotifSortieFactory,
    ParcoursFactory,
    RegleSortieFactory,
)

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


@pytest.fixture
def suivi(coordination):
    """(a commission of follow-up that sits today, a parcours before it)."""
    commission = CommissionFactory(type=TypeCommission.SUIVI, date=timezone.localdate())
    parcours = ParcoursFactory(actif=True)
    return inscrire(parcours, par=coordination, commission=commission)


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


def test_one_refusal_does_not_stop_the_others(coordination):
    commission = CommissionFactory(type=TypeCommission.SUIVI)
    bon, clos = ParcoursFactory(actif=True), ParcoursFactory(sorti=True)
    inscrits, [(refuse, raison)] = proposer(commission, [clos, bon], par=coordination)
    assert (inscrits, refuse) == ([bon], clos)
    assert "n'attend pas" in raison


@pytest.mark.parametrize(("jour", "version"), [(date(2025, 6, 30), 1), (date(2025, 7, 1), 2)])
def test_an_exit_has_the_rule_of_its_day_whatever_the_day_of_the_commission(
    coordination, jour, version
):
    RegleSortieFactory(valide_au=date(2025, 6, 30))
    RegleSortieFactory(version=2, valide_du=date(2025, 7, 1), alternance_positive=False)
    sortie = proposer_sortie(
        ParcoursFactory(actif=True),
        par=coordination,
        motif=MotifSortieFactory(code="apprentissage"),
        date_effet=jour,
        commission=CommissionFactory(type=TypeCommission.SORTIE, date=date(2025, 7, 10)),
    )
    decider(sortie.parcours.passages.get(), par=coordination, decision=Decision.SORTIE_VALIDEE)
    sortie.refresh_from_db()
    attendue = {1: Categorie.POSITIVE, 2: Categorie.AUTRE}[version]
    assert (sortie.regle.version, sortie.categorie) == (version, attendue)


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
