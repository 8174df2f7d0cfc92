from datetime import date, timedelta
from functools import partial

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from accompagnement.actions.emploi import (
    corriger_fin,
    faire_suivi,
    modifier_emploi,
    planifier_suivis_manquants,
    rompre_emploi,
    signer_emploi,
    suivis_a_prevoir,
)
from accompagnement.actions.passage import decider
from accompagnement.actions.retrait import retirer
from accompagnement.actions.sortie import proposer_sortie
from accompagnement.actions.suspension import reprendre, suspendre
from accompagnement.enums import (
    Decision,
    Jalon,
    Maintien,
    Statut,
    StatutMiseEnRelation,
    TypeCommission,
)
from accompagnement.models import Emploi, Parcours, Reglages, SuiviEmploi
from offres.models import Etablissement
from plie.comptes.enums import Role
from plie.socle.erreurs import Conflit
from tests.concurrence import ecrire_pendant
from tests.usines import (
    AgentFactory,
    CommissionFactory,
    CoordinationFactory,
    EmploiFactory,
    EtablissementFactory,
    MiseEnRelationFactory,
    MotifSortieFactory,
    MotifSuspensionFactory,
    OffreFactory,
    ParcoursFactory,
    PieceFactory,
    RegleSortieFactory,
    SuiviEmploiFactory,
)

pytestmark = pytest.mark.django_db
SIRET, AUTRE_SIRET = "35600000000048", "73282932000074"


@pytest.fixture(autouse=True)
def aujourdhui(time_machine):
    time_machine.move_to("2026-11-24 10:00:00+01:00", tick=False)
    RegleSortieFactory()


@pytest.fixture
def parcours():
    return ParcoursFactory(actif=True, referent=AgentFactory())


def signer(parcours, debut=date(2026, 9, 1), **champs):
    return signer_emploi(
        parcours, par=CoordinationFactory(), type_contrat="cdd", date_debut=debut, **champs
    )


def modifier(emploi, **champs):
    return modifier_emploi(emploi, par=CoordinationFactory(), version=emploi.version, **champs)


def suivis(parcours):
    lignes = SuiviEmploi.objects.filter(emploi__parcours=parcours)
    return dict(lignes.values_list("jalon", "prevu_le"))


def sortir(parcours, jour):
    parcours.affectations.update(date_fin=jour)
    Parcours.objects.filter(pk=parcours.pk).update(statut=Statut.SORTIE_PROPOSEE)
    Parcours.objects.filter(pk=parcours.pk).update(statut=Statut.SORTI, date_sortie=jour)
    parcours.refresh_from_db()


def relire(objet):
    return type(objet).objects.get(pk=objet.pk)


def statut(parcours):
    return Parcours.objects.get(pk=parcours.pk).statut


def test_a_job_plans_its_own_three_follow_ups(parcours):
    signer(parcours, date(2026, 8, 31))
    assert statut(parcours) == Statut.EN_EMPLOI
    assert suivis(parcours) == {
        Jalon.J30: date(2026, 9, 30),
        Jalon.M3: date(2026, 11, 30),
        Jalon.M6: date(2027, 2, 28),
    }


def test_after_the_exit_its_end_and_its_follow_ups_are_still_noted(parcours):
    emploi = signer(parcours, date(2026, 4, 1))
    suivi = emploi.suivis.get(jalon=Jalon.M6)
    referent, fse = parcours.referent, AgentFactory(role=Role.GESTIONNAIRE_FSE)
    with pytest.raises(PermissionDenied):
        rompre_emploi(emploi, par=fse, date_fin=date(2026, 10, 31))
    sortir(parcours, date(2026, 6, 1))
    suivi, emploi = relire(suivi), relire(emploi)
    faire_suivi(suivi, par=fse, maintien=Maintien.EN_POSTE, fait_le=date(2026, 10, 2))
    for autre in (AgentFactory(), AgentFactory(role=Role.DIRECTION)):
        with pytest.raises(PermissionDenied):
            rompre_emploi(emploi, par=autre, date_fin=date(2026, 10, 31))
    rompre_emploi(emploi, par=referent, date_fin=date(2026, 10, 31))
    emploi.refresh_from_db()
    assert (statut(parcours), emploi.date_fin) == (Statut.SORTI, date(2026, 10, 31))
    with pytest.raises(ValidationError, match="clos"):
        modifier(emploi, heures_hebdo=12)


def test_an_end_noted_wrongly_after_the_exit_is_corrected_by_whoever_may_note_it(parcours):
    emploi = signer(parcours, date(2026, 4, 1))
    referent = parcours.referent
    sortir(parcours, date(2026, 6, 1))
    emploi = relire(emploi)
    rompre_emploi(emploi, par=referent, date_fin=date(2026, 8, 31), motif_fin="terme")
    assert list(suivis(parcours)) == [Jalon.J30, Jalon.M3]
    pourquoi = {"motif": "Mauvaise ligne"}
    juste = pourquoi | {"date_fin": date(2026, 10, 31), "motif_fin": "demission"}
    for autre in (AgentFactory(), AgentFactory(role=Role.DIRECTION)):
        with pytest.raises(PermissionDenied):
            corriger_fin(emploi, par=autre, version=3, **juste)
    with pytest.raises(Conflit):
        corriger_fin(emploi, par=referent, version=1, **juste)

    with pytest.raises(ValidationError, match="Indiquez pourquoi"):
        corriger_fin(emploi, par=referent, version=2, **juste | {"motif": " "})
    corriger_fin(emploi, par=referent, version=2, **juste)

    assert relire(emploi).date_fin == date(2026, 10, 31)
    gardees = Emploi.pgh_event_model.objects.filter(pgh_obj_id=emploi.pk)
    assert date(2026, 8, 31) in gardees.values_list("date_fin", flat=True)
    fse = AgentFactory(role=Role.GESTIONNAIRE_FSE)
    corriger_fin(emploi, par=fse, version=3, date_fin=None, **pourquoi)
    assert (statut(parcours), relire(emploi).date_fin) == (Statut.SORTI, None)
    assert suivis(parcours)[Jalon.M6] == date(2026, 10, 1)
    with pytest.raises(ValidationError, match="pas notée"):
        corriger_fin(emploi, par=fse, version=4, **juste)


def test_a_job_noted_while_an_exit_waits_leaves_it_to_the_commission(parcours):
    par = CoordinationFactory()
    motif = MotifSortieFactory(code="abandon")
    sortie = proposer_sortie(parcours, par=par, motif=motif, date_effet=date(2026, 11, 24))
    signer(parcours, date(2026, 11, 2))
    assert statut(parcours) == Statut.SORTIE_PROPOSEE
    retirer(sortie, par=par, motif="Elle a été embauchée")
    assert statut(parcours) == Statut.EN_EMPLOI


def test_a_second_contract_keeps_the_state_and_the_first_day_of_the_run(parcours):
    signer(parcours)
    signer(parcours, date(2026, 10, 1))
    assert statut(parcours) == Statut.EN_EMPLOI
    assert suivis(parcours)[Jalon.M6] == date(2027, 3, 1)
    assert SuiviEmploi.objects.count() == 3


def test_a_break_without_another_contract_brings_the_parcours_back(parcours):
    emploi = signer(parcours)
    rompre_emploi(emploi, par=CoordinationFactory(), date_fin=date(2026, 10, 15))
    assert statut(parcours) == Statut.ACTIF
    assert list(suivis(parcours)) == [Jalon.J30]


@pytest.mark.parametrize(
    ("fin", "restent"), [(date(2026, 9, 30), []), (date(2026, 10, 1), [Jalon.J30])]
)
def test_a_follow_up_due_on_the_last_day_may_still_be_answered(parcours, fin, restent):
    rompre_emploi(signer(parcours), par=CoordinationFactory(), date_fin=fin)
    assert list(suivis(parcours)) == restent


def test_a_break_beside_another_contract_does_not(parcours):
    emploi = signer(parcours)
    signer(parcours, date(2026, 10, 1))
    rompre_emploi(emploi, par=CoordinationFactory(), date_fin=date(2026, 10, 15))
    assert statut(parcours) == Statut.EN_EMPLOI
    assert suivis(parcours)[Jalon.M6] == date(2027, 3, 1)
    assert not SuiviEmploi.objects.filter(emploi=emploi).exists()


def test_six_months_held_stay_in_a_job_until_the_exit(parcours):
    emploi = signer(parcours, date(2026, 5, 1))
    rompre_emploi(emploi, par=CoordinationFactory(), date_fin=date(2026, 10, 31))
    assert statut(parcours) == Statut.EN_EMPLOI
    assert Jalon.M6 not in suivis(parcours)


@pytest.mark.parametrize(("reprise", "debut"), [(6, date(2026, 3, 1)), (7, date(2026, 10, 8))])
def test_the_tolerance_of_the_rule_joins_two_contracts(parcours, reprise, debut):
    RegleSortieFactory().__class__.objects.update(tolerance_jours=5)
    premier = signer(parcours, date(2026, 3, 1))
    rompre_emploi(premier, par=CoordinationFactory(), date_fin=date(2026, 9, 30))
    signer(parcours, date(2026, 10, reprise + (0 if reprise == 6 else 1)))
    assert suivis(parcours)[Jalon.J30] == debut + timedelta(days=30)


def test_a_job_already_over_does_not_change_the_state(parcours):
    signer(parcours, date(2026, 3, 1), date_fin=date(2026, 4, 30))
    assert statut(parcours) == Statut.ACTIF
    assert suivis(parcours) == {}


def test_a_suspended_parcours_signs_no_job(parcours):
    suspendre(
        parcours,
        par=CoordinationFactory(),
        motif=MotifSuspensionFactory(),
        date_debut=date(2026, 9, 1),
    )
    with pytest.raises(ValidationError, match="suspendu"):
        signer(parcours)


def test_correcting_the_first_day_moves_the_follow_ups(parcours):
    emploi = signer(parcours)
    modifier_emploi(emploi, par=CoordinationFactory(), version=1, date_debut=date(2026, 10, 1))
    assert suivis(parcours)[Jalon.J30] == date(2026, 10, 31)
    with pytest.raises(Conflit):
        modifier_emploi(emploi, par=CoordinationFactory(), version=1, date_debut=date(2026, 10, 2))


@pytest.mark.parametrize(
    ("champs", "cause"),
    [
        ({"siret": "12345678900011"}, "siret"),
        ({"debut": date(2024, 1, 1)}, "date_debut"),
        ({"date_fin": date(2027, 1, 1)}, "date_fin"),
        ({"date_fin": date(2026, 8, 1)}, "__all__"),
    ],
)
def test_a_bad_job_is_refused_and_nothing_is_written(parcours, champs, cause):
    with pytest.raises(ValidationError) as refus:
        signer(parcours, **champs)
    assert list(refus.value.message_dict) == [cause]
    assert (statut(parcours), parcours.emplois.count()) == (Statut.ACTIF, 0)


@pytest.mark.parametrize("siret", ["73282932000074", "35600000049837"])
def test_a_real_key_and_the_exception_of_la_poste_are_accepted(parcours, siret):
    assert signer(parcours, siret=siret).siret == siret


def test_a_job_is_tied_to_the_establishment_of_its_siret(parcours):
    ici, ailleurs = EtablissementFactory(siret=SIRET), EtablissementFactory(siret=AUTRE_SIRET)
    emploi = signer(parcours, siret=SIRET)
    assert emploi.etablissement == ici
    Etablissement.objects.filter(pk=ici.pk).update(siret=None)
    emploi = modifier(emploi, employeur="Nouveau nom")
    assert emploi.etablissement == ici
    emploi = modifier(emploi, siret=AUTRE_SIRET)
    assert emploi.etablissement == ailleurs
    assert modifier(emploi, siret="").etablissement is None


@pytest.mark.parametrize(
    ("connu", "saisi", "attendu"),
    [(None, "", True), (SIRET, "", True), (SIRET, SIRET, True), (None, SIRET, True),
     (SIRET, AUTRE_SIRET, False)],
)  # fmt: skip
def test_a_hire_by_a_proposal_is_tied_to_its_employer(parcours, connu, saisi, attendu):
    employeur = EtablissementFactory(siret=connu)
    mise = MiseEnRelationFactory(
        parcours=parcours,
        etablissement=employeur,
        offre=OffreFactory(etablissement=employeur),
        proposee_le=date(2026, 8, 1),
        statut=StatutMiseEnRelation.TRANSMISE,
    )
    emploi = signer(parcours, siret=saisi, mise_en_relation=mise)
    assert emploi.etablissement == (employeur if attendu else None)


def test_a_follow_up_is_answered_from_its_day_on_and_may_be_corrected(parcours):
    agent = CoordinationFactory()
    emploi = signer(parcours)
    j30, m3, _ = emploi.suivis.all()
    with pytest.raises(ValidationError, match="01/12/2026"):
        faire_suivi(m3, par=agent, maintien=Maintien.EN_POSTE, fait_le=date(2026, 11, 24))
    with pytest.raises(ValidationError, match="futur"):
        faire_suivi(j30, par=agent, maintien=Maintien.EN_POSTE, fait_le=date(2026, 11, 25))
    faire_suivi(j30, par=agent, maintien=Maintien.INJOIGNABLE, fait_le=date(2026, 10, 2))
    fait = faire_suivi(j30, par=agent, maintien=Maintien.EN_POSTE, fait_le=date(2026, 10, 9))
    assert (fait.maintien, fait.fait_par) == (Maintien.EN_POSTE, agent)


@pytest.fixture
def piece(settings, tmp_path):
    """Of somebody in a job of a parcours that is over, with a follow-up to answer."""
    settings.MEDIA_ROOT = tmp_path
    suivi = SuiviEmploiFactory(emploi__parcours=ParcoursFactory(sorti=True))
    return PieceFactory(participant=suivi.emploi.parcours.participant)


def _prouver(piece):
    return faire_suivi(
        SuiviEmploi.objects.get(),
        par=CoordinationFactory(),
        maintien=Maintien.EN_POSTE,
        fait_le=date(2026, 10, 2),
        preuve=piece,
    )


def test_the_proof_of_a_follow_up_is_attached_to_the_job(piece):
    suivi = _prouver(piece)
    assert relire(piece).emploi == suivi.emploi


@pytest.mark.django_db(transaction=True)
def test_a_document_on_which_an_exit_is_being_validated_proves_nothing_else(piece):
    par = CoordinationFactory()
    sortie = proposer_sortie(
        ParcoursFactory(actif=True, date_entree=date(2026, 1, 12), participant=piece.participant),
        par=par,
        motif=MotifSortieFactory(code="cdi"),
        date_effet=date(2026, 11, 24),
        commission=CommissionFactory(type=TypeCommission.SORTIE, date=date(2026, 11, 24)),
    )
    type(piece).objects.update(sortie=sortie)
    valider = partial(
        decider, sortie.parcours.passages.get(), par=par, decision=Decision.SORTIE_VALIDEE
    )
    with pytest.raises(ValidationError, match="prouve une sortie validée"):
        ecrire_pendant(valider, partial(_prouver, piece))
    assert relire(piece).emploi is None and SuiviEmploi.objects.get().fait_le is None


def test_a_job_that_ends_while_they_are_planned_receives_none(parcours):
    EmploiFactory(parcours=parcours, date_debut=date(2026, 9, 1), date_fin=date(2026, 11, 20))
    assert suivis_a_prevoir(parcours.emplois, 0) == []


def test_jobs_taken_over_without_follow_ups_receive_them_once(parcours):
    EmploiFactory(parcours=parcours, date_debut=date(2026, 9, 1))
    Parcours.objects.filter(pk=parcours.pk).update(statut=Statut.EN_EMPLOI)
    assert [planifier_suivis_manquants(), planifier_suivis_manquants()] == [1, 0]
    assert suivis(parcours)[Jalon.M6] == date(2027, 3, 1)


@pytest.mark.parametrize("prevue", [None, date(2027, 6, 30)])
def test_a_suspension_stops_the_clock(parcours, prevue):
    Parcours.objects.filter(pk=parcours.pk).update(date_fin_prevue=prevue)
    suspendre(
        parcours,
        par=CoordinationFactory(),
        motif=MotifSuspensionFactory(),
        date_debut=date(2026, 10, 1),
    )
    reprendre(parcours, par=CoordinationFactory(), date_fin=date(2026, 10, 31))
    attendue = (prevue or date(2028, 1, 15)) + timedelta(days=31)
    assert Parcours.objects.get(pk=parcours.pk).date_fin_prevue == attendue


def test_without_a_longest_stay_a_suspension_puts_nothing_off(parcours):
    Reglages.objects.create(pk=1, duree_max_mois=None)
    Reglages.objects.oublier()
    suspendre(
        parcours,
        par=CoordinationFactory(),
        motif=MotifSuspensionFactory(),
        date_debut=date(2026, 10, 1),
    )
    reprendre(parcours, par=CoordinationFactory(), date_fin=date(2026, 10, 31))
    Reglages.objects.oublier()
    assert Parcours.objects.get(pk=parcours.pk).date_fin_prevue is None
