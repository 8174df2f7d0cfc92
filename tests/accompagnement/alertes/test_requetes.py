"""Each alert: appears, disappears, on which day exactly."""

from datetime import date, timedelta

import pytest
from dateutil.relativedelta import relativedelta

from accompagnement.actions.emploi import faire_suivi
from accompagnement.actions.sortie import recueillir_sortie
from accompagnement.enums import Jalon, Maintien, Presence, Statut
from accompagnement.models import Parcours, Reglages, SuiviEmploi, Suspension
from tests.accompagnement.alertes.lignes import JOUR, codes, entre, il_y_a, vu
from tests.usines import (
    AgentFactory,
    AppartenanceFactory,
    CohorteFactory,
    CoordinationFactory,
    EmploiFactory,
    EtapeFactory,
    MotifSuspensionFactory,
    ParcoursFactory,
    SuiviEmploiFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("le_15_juin")]
MOIS = relativedelta(months=1)


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


def test_a_cohort_waits_for_a_meeting_as_long_as_it_says():
    parcours = entre()
    vu(parcours, 16)
    longue, courte = (CohorteFactory(jours_sans_entretien=jours) for jours in (16, 15))
    AppartenanceFactory(parcours=parcours, cohorte=longue, date_debut=il_y_a(90))
    assert codes(parcours) == set()
    membre = AppartenanceFactory(parcours=parcours, cohorte=courte, date_debut=il_y_a(90))
    assert codes(parcours) == {"suivi_renforce"}
    membre.date_fin = JOUR
    membre.save()
    assert codes(parcours) == set()
    vu(parcours, 0)
    assert codes(parcours) == set()


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
        motif=MotifSuspensionFactory(),
        date_debut=il_y_a(100),
        date_fin_prevue=fin,
        decidee_par=CoordinationFactory(),
    )
    assert codes(parcours) == attendu


def test_the_thresholds_are_those_of_the_plie():
    parcours = entre()
    vu(parcours, 25)
    assert codes(parcours) == set()
    regler(jours_entretien_1=20, jours_entretien_2=24, jours_entretien_3=50)
    assert codes(parcours) == {"sans_entretien_2"}


@pytest.mark.parametrize(
    ("sortie", "attendu"),
    [
        (JOUR, set()),
        (il_y_a(1), {"sortie_j1"}),
        (il_y_a(13), {"sortie_j1"}),
        (il_y_a(14), {"sortie_j14"}),
        (il_y_a(27), {"sortie_j14"}),
        (il_y_a(28), {"sortie_j28"}),
        (JOUR - 6 * MOIS, {"sortie_j28"}),
        (JOUR - 6 * MOIS - timedelta(days=1), set()),
    ],
)
def test_the_situation_on_leaving_is_asked_from_the_day_after_the_exit(sortie, attendu):
    parcours = ParcoursFactory(sorti=True, date_sortie=sortie)
    assert codes(parcours) == attendu
    recueillir_sortie(parcours, par=CoordinationFactory(), date=JOUR, issue="cdi")
    assert codes(parcours) == set()


def test_a_job_that_runs_on_after_the_exit_asks_at_six_months_whether_it_is_held():
    parcours = ParcoursFactory(sorti=True, date_sortie=il_y_a(100))
    recueillir_sortie(parcours, par=CoordinationFactory(), date=JOUR, issue="cdi")
    emploi = EmploiFactory(parcours=parcours)
    m6 = SuiviEmploiFactory(emploi=emploi, jalon=Jalon.M6, prevu_le=JOUR + timedelta(days=1))
    SuiviEmploiFactory(emploi=emploi, jalon=Jalon.M3, prevu_le=il_y_a(90))
    suivis = SuiviEmploi.objects.filter(pk=m6.pk)
    for prevu, attendu in (
        (JOUR + timedelta(days=1), set()),
        (JOUR, {"maintien_m6"}),
        (JOUR - 6 * MOIS, {"maintien_m6"}),
        (JOUR - 6 * MOIS - timedelta(days=1), set()),
    ):
        suivis.update(prevu_le=prevu)
        assert codes(parcours) == attendu
    suivis.update(prevu_le=JOUR)
    revenu = ParcoursFactory(participant=parcours.participant)
    assert codes(parcours) == set()
    revenu.delete()
    faire_suivi(m6, par=CoordinationFactory(), maintien=Maintien.EN_POSTE, fait_le=JOUR)
    assert codes(parcours) == set()


def test_a_job_that_has_ended_asks_nothing_after_the_exit():
    parcours = ParcoursFactory(sorti=True, date_sortie=il_y_a(300))
    emploi = EmploiFactory(parcours=parcours, date_fin=il_y_a(10))
    SuiviEmploiFactory(emploi=emploi, jalon=Jalon.M6, prevu_le=il_y_a(20))
    assert codes(parcours) == set()
