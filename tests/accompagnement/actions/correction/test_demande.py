"""An entry or an exit is corrected; a frozen month waits for a second person."""

from datetime import date, timedelta

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone

from accompagnement.actions.correction.demande import (
    annuler_decision,
    confirmer_correction,
    corriger_entree,
    refuser_correction,
    rouvrir_sortie,
)
from accompagnement.actions.emploi import signer_emploi
from accompagnement.actions.parcours import prescrire
from accompagnement.actions.sortie import proposer_sortie
from accompagnement.actions.suspension import suspendre
from accompagnement.enums import (
    Decision,
    Statut,
)
from accompagnement.models import (
    Correction,
    Parcours,
    Sortie,
)
from plie.comptes.enums import Role
from tests.accompagnement.corrections import (
    HIER,
    clore,
    lu,
    presenter,
    sortant,
    trancher,
)
from tests.usines import (
    AgentFactory,
    CoordinationFactory,
    EmploiFactory,
    MotifSortieFactory,
    MotifSuspensionFactory,
    ParcoursFactory,
    SituationFactory,
)

pytestmark = pytest.mark.django_db


def test_an_entry_is_moved(coordination):
    parcours = ParcoursFactory(actif=True)
    correction = corriger_entree(
        parcours, par=coordination, motif="Faute de frappe", date_entree=date(2025, 1, 20)
    )
    assert lu(parcours).date_entree == date(2025, 1, 20)
    assert (correction.avant["date_entree"], correction.apres["date_entree"]) == (
        "2025-01-15",
        "2025-01-20",
    )


@pytest.mark.parametrize(
    ("jour", "phrase"),
    [
        (date(2025, 1, 15), "déjà la date d'entrée"),
        (timezone.localdate() + timedelta(days=1), "futur"),
        (date(2025, 1, 3), "situation à l'entrée est constatée le 10/01/2025"),
        (date(2025, 3, 2), "Une suspension commence le 01/02/2025"),
    ],
)
def test_an_entry_goes_to_a_day_that_can_be(coordination, jour, phrase):
    parcours = ParcoursFactory(actif=True)
    SituationFactory(parcours=parcours, date=date(2025, 1, 10))
    suspendre(
        parcours,
        par=coordination,
        motif=MotifSuspensionFactory(),
        date_debut=date(2025, 2, 1),
    )
    with pytest.raises(ValidationError, match=phrase):
        corriger_entree(parcours, par=coordination, motif="Erreur", date_entree=jour)


@pytest.mark.parametrize(
    ("champs", "jour", "phrase"),
    [
        ({"date_prescription": date(2025, 1, 10)}, date(2025, 1, 9), "précède la prescription"),
        ({"participant__date_naissance": date(2005, 1, 1)}, date(2004, 1, 1), "naissance"),
        ({"sorti": True}, date(2025, 7, 1), "La sortie est datée du 30/06/2025"),
    ],
)
def test_an_entry_respects_the_other_dates_of_the_person(coordination, champs, jour, phrase):
    parcours = ParcoursFactory(**({"actif": True} | champs if "sorti" not in champs else champs))
    with pytest.raises(ValidationError, match=phrase):
        corriger_entree(parcours, par=coordination, motif="Erreur", date_entree=jour)
    assert lu(parcours).date_entree == date(2025, 1, 15)


def test_an_entry_does_not_pass_a_change_noted_since(coordination):
    parcours = ParcoursFactory(actif=True)
    SituationFactory(parcours=parcours, moment="a_date", date=date(2025, 1, 17), foyer="seul")
    with pytest.raises(ValidationError, match="Un changement est noté le 17/01/2025"):
        corriger_entree(parcours, par=coordination, motif="Erreur", date_entree=date(2025, 1, 20))


@pytest.mark.parametrize(
    ("noter", "phrase"),
    [
        (lambda p: EmploiFactory(parcours=p, date_debut=date(2025, 1, 17)), "Un emploi commence"),
        (lambda p: _proposer(p, date(2025, 1, 17)), "La sortie est datée du 17/01/2025"),
    ],
)
def test_an_entry_does_not_pass_a_job_nor_an_exit_that_waits(coordination, noter, phrase):
    parcours = ParcoursFactory(actif=True)
    noter(parcours)
    with pytest.raises(ValidationError, match=phrase):
        corriger_entree(parcours, par=coordination, motif="Erreur", date_entree=date(2025, 1, 20))


def _proposer(parcours, jour):
    motif = MotifSortieFactory(code="abandon")
    proposer_sortie(parcours, par=CoordinationFactory(), motif=motif, date_effet=jour)


def test_whoever_has_not_entered_has_no_entry_to_correct(coordination):
    with pytest.raises(ValidationError, match="pas entrée"):
        corriger_entree(ParcoursFactory(), par=coordination, motif="Erreur", date_entree=HIER)


@pytest.mark.parametrize("statut", [Statut.ACTIF, Statut.SUSPENDU, Statut.EN_EMPLOI])
def test_an_exit_is_reopened_where_the_parcours_was(coordination, statut):
    referent = AgentFactory()
    parcours = ParcoursFactory(actif=True, referent=referent)
    if statut == Statut.SUSPENDU:
        suspendre(
            parcours,
            par=coordination,
            motif=MotifSuspensionFactory(),
            date_debut=date(2025, 2, 1),
        )
    if statut == Statut.EN_EMPLOI:
        signer_emploi(parcours, par=coordination, type_contrat="cdi", date_debut=date(2025, 2, 1))
    passage = trancher(sortant(coordination, parcours), coordination, Decision.SORTIE_VALIDEE)
    correction = rouvrir_sortie(parcours, par=coordination, motif="Contrat rompu la veille")
    rouvert = lu(parcours)
    assert (rouvert.statut, rouvert.date_sortie, rouvert.referent) == (statut, None, referent)
    assert not Sortie.objects.exists()
    assert correction.passage == passage


def test_an_exit_without_any_commission_is_reopened(coordination):
    parcours = ParcoursFactory(sorti=True, referent=AgentFactory())
    rouvrir_sortie(parcours, par=coordination, motif="Import faux")
    assert (lu(parcours).statut, lu(parcours).referent is None) == (Statut.ACTIF, False)


@pytest.mark.parametrize("statut", [Statut.ACTIF, Statut.SORTIE_PROPOSEE])
def test_what_has_not_ended_is_not_reopened(coordination, statut):
    parcours = ParcoursFactory(statut=statut, date_entree=date(2025, 1, 15))
    with pytest.raises(ValidationError, match="pas de sortie à rouvrir"):
        rouvrir_sortie(parcours, par=coordination, motif="Erreur")


def test_an_exit_is_not_reopened_beside_another_parcours(coordination):
    parcours = ParcoursFactory(sorti=True)
    prescrire(parcours.participant, par=coordination, date_prescription=HIER)
    with pytest.raises(ValidationError, match="déjà un parcours ouvert"):
        rouvrir_sortie(parcours, par=coordination, motif="Erreur")
    assert Sortie.objects.exists() and not Correction.objects.exists()


@pytest.mark.parametrize("motif", ["", "  \n "])
def test_a_correction_says_why(coordination, motif):
    parcours = ParcoursFactory(sorti=True)
    with pytest.raises(ValidationError) as refus:
        rouvrir_sortie(parcours, par=coordination, motif=motif)
    assert "motif" in refus.value.message_dict
    assert lu(parcours).statut == Statut.SORTI


def test_a_decision_is_annulled_once(coordination):
    passage = clore(trancher(presenter(coordination), coordination, Decision.REFUSE), coordination)
    annuler_decision(passage, par=coordination, motif="Erreur")
    with pytest.raises(ValidationError, match="déjà annulée"):
        annuler_decision(passage, par=coordination, motif="Erreur")


@pytest.mark.parametrize("role", [role for role in Role if role != Role.COORDINATION])
def test_only_coordination_corrects(role):
    with pytest.raises(PermissionDenied):
        rouvrir_sortie(ParcoursFactory(sorti=True), par=AgentFactory(role=role), motif="Erreur")


def test_a_frozen_month_waits_for_a_second_person(coordination, direction, mois_arrete):
    parcours = ParcoursFactory(sorti=True)
    correction = rouvrir_sortie(parcours, par=coordination, motif="Erreur")
    assert correction.est_en_attente and lu(parcours).statut == Statut.SORTI
    confirmer_correction(correction, par=direction)
    assert lu(parcours).statut == Statut.ACTIF
    correction.refresh_from_db()
    assert correction.confirmee_par == direction and correction.faite_le


def test_direction_may_refuse(coordination, direction, mois_arrete):
    parcours = ParcoursFactory(sorti=True)
    correction = rouvrir_sortie(parcours, par=coordination, motif="Erreur")
    refuser_correction(correction, par=direction)
    assert lu(parcours).statut == Statut.SORTI
    for verbe in (confirmer_correction, refuser_correction):
        with pytest.raises(ValidationError, match="déjà refusée"):
            verbe(correction, par=direction)
    assert rouvrir_sortie(parcours, par=coordination, motif="Vraiment").est_en_attente


def test_what_was_confirmed_is_not_judged_again(coordination, direction, mois_arrete):
    correction = rouvrir_sortie(ParcoursFactory(sorti=True), par=coordination, motif="Erreur")
    confirmer_correction(correction, par=direction)
    for verbe in (confirmer_correction, refuser_correction):
        with pytest.raises(ValidationError, match="déjà faite"):
            verbe(correction, par=direction)


def test_whoever_asks_does_not_judge(coordination, mois_arrete):
    """An account that changes of role keeps what it asked."""
    correction = rouvrir_sortie(ParcoursFactory(sorti=True), par=coordination, motif="Erreur")
    coordination.role = Role.DIRECTION
    coordination.save()
    for verbe in (confirmer_correction, refuser_correction):
        with pytest.raises(ValidationError, match="une autre personne"):
            verbe(correction, par=coordination)
    champs = {"confirmee_par": coordination, "confirmee_le": timezone.now()}
    with pytest.raises(IntegrityError, match="jugee_par_une_autre"), transaction.atomic():
        Correction.objects.filter(pk=correction.pk).update(**champs)


def test_one_correction_waits_at_a_time(coordination, mois_arrete):
    parcours = ParcoursFactory(sorti=True)
    rouvrir_sortie(parcours, par=coordination, motif="Erreur")
    with pytest.raises(ValidationError, match="attend déjà la direction"):
        corriger_entree(parcours, par=coordination, motif="Erreur", date_entree=date(2025, 1, 20))


def test_a_parcours_that_moved_while_it_waited_is_not_corrected(
    coordination, direction, mois_arrete
):
    parcours = ParcoursFactory(actif=True)
    correction = corriger_entree(
        parcours, par=coordination, motif="Erreur", date_entree=date(2025, 1, 20)
    )
    suspendre(parcours, par=coordination, motif=MotifSuspensionFactory(), date_debut=HIER)
    with pytest.raises(ValidationError, match="a changé depuis la demande"):
        confirmer_correction(correction, par=direction)
    assert lu(parcours).date_entree == date(2025, 1, 15)
    correction.refresh_from_db()
    assert correction.est_en_attente and correction.confirmee_par is None


@pytest.mark.parametrize(
    ("nature", "avant", "apres", "arrete"),
    [
        ("entree", "2025-01-15", "2025-03-02", True),
        ("entree", "2025-03-02", "2025-01-15", True),
        ("entree", "2025-04-02", "2025-05-02", False),
        ("entree", "2024-12-02", "2025-04-02", True),
    ],
)
def test_every_month_between_the_two_days_is_concerned(
    coordination, monkeypatch, nature, avant, apres, arrete
):
    """March alone is frozen."""
    monkeypatch.setattr(
        "accompagnement.mois_arretes.est_arrete",
        lambda du, au: du <= date(2025, 3, 31) and au >= date(2025, 3, 1),
    )
    parcours = ParcoursFactory(actif=True, date_entree=date.fromisoformat(avant))
    correction = corriger_entree(
        parcours, par=coordination, motif="Erreur", date_entree=date.fromisoformat(apres)
    )
    assert correction.touche_un_mois_arrete == arrete


def test_the_month_of_the_exit_tells_how_long_a_parcours_lasted(coordination, monkeypatch):
    """June alone is frozen."""
    monkeypatch.setattr(
        "accompagnement.mois_arretes.est_arrete",
        lambda du, au: du <= date(2025, 6, 30) and au >= date(2025, 6, 1),
    )
    correction = corriger_entree(
        ParcoursFactory(sorti=True), par=coordination, motif="Erreur", date_entree=date(2025, 1, 20)
    )
    assert correction.touche_un_mois_arrete


def test_what_is_taken_away_concerns_every_month_since(coordination, monkeypatch):
    monkeypatch.setattr(
        "accompagnement.mois_arretes.est_arrete",
        lambda du, au: (du, au) == (date(2025, 6, 30), timezone.localdate()),
    )
    correction = rouvrir_sortie(ParcoursFactory(sorti=True), par=coordination, motif="Erreur")
    assert correction.touche_un_mois_arrete


def test_nothing_is_done_to_a_frozen_month_without_a_second_person(coordination, mois_arrete):
    correction = rouvrir_sortie(ParcoursFactory(sorti=True), par=coordination, motif="Erreur")
    with pytest.raises(IntegrityError, match="mois_arrete_confirmee"), transaction.atomic():
        Correction.objects.filter(pk=correction.pk).update(faite_le=timezone.now(), transaction=1)


def test_a_correction_done_stays_as_it_is(coordination):
    correction = rouvrir_sortie(ParcoursFactory(sorti=True), par=coordination, motif="Erreur")
    lignes = Correction.objects.filter(pk=correction.pk)
    for ecriture in (lambda: lignes.update(motif="Réécrit"), lambda: lignes._raw_delete("default")):
        with pytest.raises(DatabaseError, match="Cannot update or delete"), transaction.atomic():
            ecriture()


def test_the_correction_opens_what_it_says_and_nothing_else(coordination):
    parcours, autre = ParcoursFactory(sorti=True), ParcoursFactory(sorti=True)
    rouvrir_sortie(parcours, par=coordination, motif="Erreur")
    refus = pytest.raises(DatabaseError, match="Invalid transition")
    with refus, transaction.atomic():
        Parcours.objects.filter(pk=parcours.pk).update(statut=Statut.PRESENTE, date_entree=None)
    with refus, transaction.atomic():
        Parcours.objects.filter(pk=autre.pk).update(statut=Statut.ACTIF, date_sortie=None)
    with pytest.raises(DatabaseError, match="Cannot update or delete"), transaction.atomic():
        Sortie.objects.filter(parcours=autre).delete()


@pytest.mark.django_db(transaction=True)
def test_what_a_correction_opened_closes_with_its_transaction(coordination):
    parcours = ParcoursFactory(sorti=True)
    rouvrir_sortie(parcours, par=coordination, motif="Erreur")
    Parcours.objects.filter(pk=parcours.pk).update(statut=Statut.SORTIE_PROPOSEE)
    Parcours.objects.filter(pk=parcours.pk).update(
        statut=Statut.SORTI, date_sortie=date(2025, 6, 30)
    )
    with pytest.raises(DatabaseError, match="Invalid transition"):
        Parcours.objects.filter(pk=parcours.pk).update(statut=Statut.ACTIF, date_sortie=None)


@pytest.mark.django_db(transaction=True)
def test_its_day_is_the_one_of_what_it_wrote_in_the_history(coordination):
    parcours = ParcoursFactory(sorti=True)
    correction = rouvrir_sortie(parcours, par=coordination, motif="Erreur")
    dates = apps.get_model("accompagnement", "ParcoursEvent").objects.filter(statut=Statut.ACTIF)
    assert list(dates.values_list("pgh_created_at", flat=True)) == [correction.faite_le]
