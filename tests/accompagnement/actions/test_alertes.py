"""Each alert: appears, disappears, on which day exactly; and what refreshes them."""

from datetime import date, datetime, timedelta

import pytest
from dateutil.relativedelta import relativedelta
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from accompagnement.actions.alertes import calculer_alertes, rafraichir
from accompagnement.actions.parcours import affecter, prescrire
from accompagnement.enums import (
    CodeAlerte,
    Jalon,
    Maintien,
    MotifSuspension,
    Presence,
    Statut,
    TypeCommission,
)
from accompagnement.models import (
    Alerte,
    Parcours,
    Passage,
    Piece,
    Reglages,
    Sortie,
    SuiviEmploi,
    Suspension,
)
from plie.comptes.enums import Role
from tests.usines import (
    PARIS,
    AffectationFactory,
    AgentFactory,
    CommissionFactory,
    CritereFactory,
    EmploiFactory,
    EntretienFactory,
    EtapeFactory,
    MotifSortieFactory,
    ParcoursFactory,
    ParticipantFactory,
    SituationFactory,
)

pytestmark = pytest.mark.django_db
JOUR = date(2026, 6, 15)
MOIS = relativedelta(months=1)


@pytest.fixture(autouse=True)
def un_lundi(time_machine):
    time_machine.move_to(datetime(2026, 6, 15, 9, 0, tzinfo=PARIS), tick=False)


def il_y_a(jours):
    return JOUR - timedelta(days=jours)


def a_midi(jour):
    return datetime(jour.year, jour.month, jour.day, 12, 0, tzinfo=PARIS)


def codes(parcours):
    calculer_alertes()
    return set(parcours.alertes.values_list("code", flat=True))


def entre(jours=400, **champs):
    """Entered long ago, with a step running: nothing to say of it but its meetings."""
    statut = champs.pop("statut", Statut.ACTIF)
    parcours = ParcoursFactory(statut=statut, date_entree=il_y_a(jours), **champs)
    EtapeFactory(parcours=parcours, date_debut=il_y_a(jours))
    return parcours


def vu(parcours, jours, **champs):
    return EntretienFactory(parcours=parcours, debut=a_midi(il_y_a(jours)), **champs)


@pytest.mark.parametrize(
    ("jours", "attendu"),
    [
        (30, set()),
        (31, {"sans_entretien_1"}),
        (45, {"sans_entretien_1"}),
        (46, {"sans_entretien_2"}),
        (60, {"sans_entretien_2"}),
        (61, {"sans_entretien_3"}),
    ],
)
def test_the_time_without_a_meeting_has_three_levels_one_at_a_time(jours, attendu):
    parcours = entre()
    vu(parcours, jours)
    assert codes(parcours) == attendu


def test_only_a_meeting_held_counts_and_one_to_come_hides_nothing():
    parcours = entre()
    vu(parcours, 5, presence=Presence.ABSENT)
    vu(parcours, -3, presence=Presence.PREVU)
    assert codes(parcours) == {"sans_entretien_3"}
    vu(parcours, 1)
    assert codes(parcours) == set()


def test_whoever_has_just_entered_or_is_suspended_waits_for_no_meeting():
    assert codes(entre(jours=30)) == set()
    assert codes(entre(jours=31)) == {"sans_entretien_1"}
    assert codes(entre(statut=Statut.SUSPENDU)) == set()


def test_a_step_runs_from_its_real_start_to_its_end():
    parcours = ParcoursFactory(statut=Statut.ACTIF, date_entree=il_y_a(10))
    assert codes(parcours) == {"sans_etape"}
    etape = EtapeFactory(
        parcours=parcours, date_debut=None, date_debut_prevue=JOUR + timedelta(days=3)
    )
    assert codes(parcours) == {"sans_etape"}
    etape.date_debut = JOUR
    etape.save()
    assert codes(parcours) == set()
    etape.date_fin, etape.resultat = JOUR, "realisee"
    etape.save()
    assert codes(parcours) == {"sans_etape"}
    assert parcours.alertes.get().le == JOUR


@pytest.mark.parametrize(
    ("fin", "attendu"),
    [
        (date(2026, 9, 16), set()),
        (date(2026, 9, 15), {"fin_proche"}),
        (date(2026, 1, 1), {"fin_proche"}),
    ],
)
def test_the_end_comes_near_three_months_before_and_stays_once_past(fin, attendu):
    parcours = entre(date_fin_prevue=fin)
    vu(parcours, 1)
    assert codes(parcours) == attendu


def test_without_an_end_of_its_own_the_longest_stay_of_the_plie_counts():
    parcours = ParcoursFactory(statut=Statut.SUSPENDU, date_entree=date(2023, 9, 15))
    assert codes(parcours) == {"fin_proche"}
    assert parcours.alertes.get().le == date(2026, 9, 15)
    regler(duree_max_mois=None)
    assert codes(parcours) == set()


def regler(**champs):
    Reglages.objects.update_or_create(pk=1, defaults=champs)
    Reglages.objects.oublier()


def embauche(debut, **champs):
    parcours = entre(statut=Statut.EN_EMPLOI)
    vu(parcours, 1)
    return EmploiFactory(parcours=parcours, date_debut=debut, **champs)


@pytest.mark.parametrize(
    ("debut", "attendu"),
    [
        (date(2026, 5, 17), set()),
        (date(2026, 5, 16), {"contrat_m1"}),
        (date(2026, 3, 16), {"contrat_m1"}),
        (date(2026, 3, 15), {"contrat_m3"}),
        (date(2025, 12, 16), {"contrat_m3"}),
        (date(2025, 12, 15), {"contrat_m6"}),
    ],
)
def test_the_latest_milestone_of_a_contract_is_the_one_to_look_at(debut, attendu):
    assert codes(embauche(debut).parcours) == attendu


@pytest.mark.parametrize(
    ("debut", "jalon", "attendu"),
    [
        (date(2026, 5, 1), Jalon.J30, set()),
        (date(2026, 3, 1), Jalon.J30, {"contrat_m3"}),
        (date(2026, 3, 1), Jalon.M3, set()),
        # The exit is still to be proposed: the person is not to be forgotten there.
        (date(2025, 12, 1), Jalon.M6, {"contrat_m6"}),
    ],
)
def test_a_follow_up_done_ends_its_alert(debut, jalon, attendu):
    emploi = embauche(debut)
    suivre(emploi, debut, jalon)
    assert codes(emploi.parcours) == attendu


def suivre(emploi, debut, *faits, prevus=tuple(Jalon)):
    """The follow-ups of a run of work begun on `debut`, some of them done."""
    ecarts = {Jalon.J30: timedelta(days=30), Jalon.M3: MOIS * 3, Jalon.M6: MOIS * 6}
    resultat = {"fait_le": JOUR, "maintien": Maintien.EN_POSTE, "fait_par": AgentFactory()}
    for jalon in prevus:
        SuiviEmploi.objects.create(
            emploi=emploi,
            jalon=jalon,
            prevu_le=debut + ecarts[jalon],
            **(resultat if jalon in faits else {}),
        )


def test_contracts_that_follow_each_other_count_from_the_first():
    """The first one took its follow-up of thirty days with it."""
    emploi = embauche(date(2026, 5, 1))
    suivre(emploi, date(2026, 3, 20), prevus=(Jalon.M3, Jalon.M6))
    assert codes(emploi.parcours) == set()
    SuiviEmploi.objects.filter(jalon=Jalon.M3).update(prevu_le=JOUR)
    assert codes(emploi.parcours) == {"contrat_m3"}
    assert emploi.parcours.alertes.get().le == JOUR


def test_a_job_that_has_ended_or_a_parcours_no_longer_in_a_job_says_nothing():
    emploi = embauche(date(2025, 12, 1))
    Parcours.objects.filter(pk=emploi.parcours_id).update(statut=Statut.SORTIE_PROPOSEE)
    assert codes(emploi.parcours) == set()
    fini = embauche(date(2025, 12, 1), date_fin=il_y_a(1))
    assert codes(fini.parcours) == set()


@pytest.mark.parametrize(("jours", "attendu"), [(15, set()), (16, {"orientation"})])
def test_an_orientation_waits_for_its_answer(jours, attendu):
    parcours = ParcoursFactory(date_prescription=il_y_a(jours))
    assert codes(parcours) == attendu
    Parcours.objects.filter(pk=parcours.pk).update(statut=Statut.EN_DIAGNOSTIC)
    assert codes(parcours) == set()


@pytest.mark.parametrize(
    ("fin", "attendu"),
    [
        (date(2026, 7, 1), set()),
        (date(2026, 6, 30), {"suspension"}),
        (date(2026, 6, 1), {"suspension"}),
        (None, set()),
    ],
)
def test_a_suspension_ends_soon_or_should_have(fin, attendu):
    parcours = entre(statut=Statut.SUSPENDU)
    Suspension.objects.create(
        parcours=parcours,
        motif=MotifSuspension.FAMILLE,
        date_debut=il_y_a(100),
        date_fin_prevue=fin,
        decidee_par=AgentFactory(),
    )
    assert codes(parcours) == attendu


def presente(date_commission=date(2026, 6, 20), *, complet=True):
    parcours = ParcoursFactory(statut=Statut.PRESENTE, date_prescription=il_y_a(40))
    passage = Passage.objects.create(
        parcours=parcours, commission=CommissionFactory(date=date_commission)
    )
    if complet:
        SituationFactory(parcours=parcours)
        prouver(CritereFactory(parcours=parcours))
        AffectationFactory(parcours=parcours)
    return passage


def prouver(critere, fin=None, **champs):
    parcours = critere.parcours
    piece = _piece(parcours, date_fin_validite=fin, **champs)
    piece.criteres.add(critere)
    return piece


def _piece(parcours, **champs):
    return Piece.objects.create(
        participant=parcours.participant,
        parcours=parcours,
        type="rsa",
        fichier="pieces/x",
        nom="attestation.pdf",
        type_contenu="application/pdf",
        taille=10,
        empreinte=f"{Piece.objects.count():064d}",
        deposee_par=AgentFactory(),
        **champs,
    )


def _sans_piece(parcours):
    Piece.criteres.through.objects.all().delete()


def _sans_critere(parcours):
    _sans_piece(parcours)
    parcours.criteres.all().delete()


@pytest.mark.parametrize(
    "oter",
    [
        lambda parcours: parcours.affectations.all().delete(),
        lambda parcours: parcours.situations.all().delete(),
        _sans_critere,
        _sans_piece,
    ],
    ids=["referent", "situation", "critere", "preuve"],
)
def test_a_case_that_lacks_one_thing_is_incomplete(oter):
    parcours = presente().parcours
    assert codes(parcours) == set()
    oter(parcours)
    assert codes(parcours) == {"dossier_incomplet"}


def test_a_commission_held_or_decided_needs_nothing_more():
    passe = presente(il_y_a(1), complet=False)
    assert codes(passe.parcours) == set()
    passage = presente(JOUR, complet=False)
    assert codes(passage.parcours) == {"dossier_incomplet"}
    Passage.objects.filter(pk=passage.pk).update(
        decision="ajourne", motif="À revoir", decide_par=AgentFactory(), decide_le=a_midi(JOUR)
    )
    assert codes(passage.parcours) == set()


@pytest.mark.parametrize(("motif", "attendu"), [("cdi", {"dossier_incomplet"}), ("abandon", set())])
def test_a_positive_exit_needs_its_proof(motif, attendu):
    parcours = entre(statut=Statut.SORTIE_PROPOSEE)
    vu(parcours, 1)
    AffectationFactory(parcours=parcours)
    sortie = Sortie.objects.create(
        parcours=parcours,
        motif=MotifSortieFactory(code=motif),
        date_effet=il_y_a(2),
        proposee_le=il_y_a(2),
    )
    Passage.objects.create(
        parcours=parcours,
        commission=CommissionFactory(type=TypeCommission.SORTIE, date=date(2026, 6, 18)),
    )
    assert codes(parcours) == attendu
    _piece(parcours, sortie=sortie)
    assert codes(parcours) == set()


@pytest.mark.parametrize(
    ("fin", "attendu"), [(date(2026, 6, 19), {"preuve_expiree"}), (date(2026, 6, 20), set())]
)
def test_a_proof_ends_before_the_commission_that_will_read_it(fin, attendu):
    passage = presente(date(2026, 6, 20))
    Piece.objects.update(date_fin_validite=fin)
    assert codes(passage.parcours) == attendu
    prouver(passage.parcours.criteres.get())
    assert codes(passage.parcours) == set()


def test_whoever_is_about_to_be_presented_is_told_of_the_next_commission():
    parcours = ParcoursFactory(statut=Statut.EN_DIAGNOSTIC, date_prescription=il_y_a(20))
    prouver(CritereFactory(parcours=parcours), date(2026, 7, 1))
    assert codes(parcours) == set()
    CommissionFactory(type=TypeCommission.SORTIE, date=date(2026, 7, 10))
    assert codes(parcours) == set()
    CommissionFactory(date=date(2026, 7, 15))
    assert codes(parcours) == {"preuve_expiree"}


def test_the_thresholds_are_those_of_the_plie():
    parcours = entre()
    vu(parcours, 25)
    assert codes(parcours) == set()
    regler(jours_entretien_1=20, jours_entretien_2=24, jours_entretien_3=50)
    assert codes(parcours) == {"sans_entretien_2"}


def test_computed_twice_nothing_is_written_the_second_time():
    ecrites = entre()
    premier = calculer_alertes()
    cles = set(Alerte.objects.values_list("pk", flat=True))
    second = calculer_alertes()
    assert (premier.ecrites, second.ecrites, second.retirees) == (1, 0, 0)
    assert premier.alertes == second.alertes == ecrites.alertes.count() == 1
    assert set(Alerte.objects.values_list("pk", flat=True)) == cles


def test_a_partial_computation_leaves_the_others_alone(django_assert_num_queries):
    ici, ailleurs = entre(), entre()
    Alerte.objects.create(parcours=ailleurs, code=CodeAlerte.SUSPENSION)
    calculer_alertes([ici.pk])
    assert set(Alerte.objects.values_list("parcours", "code")) == {
        (ici.pk, "sans_entretien_3"),
        (ailleurs.pk, "suspension"),
    }
    with django_assert_num_queries(4):
        calculer_alertes([ici.pk, ailleurs.pk])
    assert calculer_alertes([]).alertes == 0


@pytest.mark.django_db(transaction=True)
def test_a_write_to_a_dossier_refreshes_its_alerts():
    parcours = prescrire(ParticipantFactory(), par=AgentFactory(), date_prescription=il_y_a(20))
    assert set(parcours.alertes.values_list("code", flat=True)) == {"orientation"}
    Parcours.objects.filter(pk=parcours.pk).update(statut=Statut.EN_DIAGNOSTIC)
    affecter(parcours, par=AgentFactory(role=Role.COORDINATION), agent=AgentFactory())
    assert not parcours.alertes.exists()


@pytest.mark.django_db(transaction=True)
def test_many_writes_of_one_transaction_cost_one_computation():
    parcours = [entre() for _ in range(3)]
    with CaptureQueriesContext(connection) as capture, transaction.atomic():
        for un in parcours:
            with transaction.atomic():
                rafraichir(un.pk)
    assert sum("INSERT INTO accompagnement_alerte" in q["sql"] for q in capture) == 1
    assert Alerte.objects.count() == 3


@pytest.mark.django_db(transaction=True)
def test_a_write_given_up_refreshes_nothing():
    parcours = entre()
    with transaction.atomic():
        rafraichir(parcours.pk)
        transaction.set_rollback(True)
    assert not Alerte.objects.exists()
