"""A job promised for a day to come is not one before its day."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from accompagnement.actions.emploi import (
    PROMESSE,
    commencer_emplois,
    modifier_emploi,
    rompre_emploi,
    signer_emploi,
)
from accompagnement.actions.retrait import retirer
from accompagnement.actions.sortie import refuser_sortie
from accompagnement.actions.suspension import reprendre, suspendre
from accompagnement.alertes.requetes import contrats
from accompagnement.enums import EtatEmploi, Statut, StatutMiseEnRelation
from accompagnement.models import Emploi, MiseEnRelation, Parcours, Reglages, SuiviEmploi
from accompagnement.sorties.parcours import deduction_de
from plie.celery import TRAVAUX
from tests.usines import (
    AgentFactory,
    CoordinationFactory,
    EmploiFactory,
    MiseEnRelationFactory,
    MotifSuspensionFactory,
    ParcoursFactory,
    RegleSortieFactory,
    SortieFactory,
)

pytestmark = pytest.mark.django_db
JOUR = date(2026, 11, 24)
DEBUT = date(2026, 12, 7)


@pytest.fixture(autouse=True)
def aujourdhui(time_machine):
    time_machine.move_to("2026-11-24 10:00:00+01:00", tick=False)
    RegleSortieFactory()
    return time_machine


@pytest.fixture
def parcours():
    return ParcoursFactory(actif=True, referent=AgentFactory())


@pytest.fixture
def agent():
    return CoordinationFactory()


def promettre(parcours, agent, debut=DEBUT, **champs):
    return signer_emploi(parcours, par=agent, type_contrat="cdi", date_debut=debut, **champs)


def statut(parcours):
    return Parcours.objects.get(pk=parcours.pk).statut


def test_a_promise_changes_nothing_before_its_day(parcours, agent):
    emploi = promettre(parcours, agent)
    assert emploi.etat == EtatEmploi.A_VENIR
    assert commencer_emplois() == 0
    assert (statut(parcours), SuiviEmploi.objects.count()) == (Statut.ACTIF, 0)
    assert not Emploi.objects.en_cours().exists()
    assert "Aucun emploi" in deduction_de(parcours, JOUR)[0].clauses[0].pourquoi


def test_on_its_day_the_night_brings_the_parcours_to_it_once(parcours, agent, aujourdhui):
    emploi = promettre(parcours, agent)
    aujourdhui.move_to("2026-12-07 00:05:00+01:00", tick=False)
    assert [commencer_emplois(), commencer_emplois()] == [1, 0]
    assert statut(parcours) == Statut.EN_EMPLOI
    assert emploi.suivis.get(jalon="j30").prevu_le == DEBUT + timedelta(days=30)
    assert Emploi.objects.get().etat == EtatEmploi.EN_COURS
    assert "accompagnement.tasks.commencer_emplois" in TRAVAUX


@pytest.mark.parametrize(("jours", "est_note"), [(60, True), (61, False)])
def test_a_promise_is_of_sixty_days_at_most(parcours, agent, jours, est_note):
    assert PROMESSE.days == 60
    if est_note:
        assert promettre(parcours, agent, JOUR + timedelta(days=jours)).pk
        return
    with pytest.raises(ValidationError, match="60 jours à l'avance") as refus:
        promettre(parcours, agent, JOUR + timedelta(days=jours))
    assert list(refus.value.message_dict) == ["date_debut"]
    assert not Emploi.objects.exists()


def test_a_promise_is_not_ended_but_taken_out(parcours, agent):
    emploi = promettre(parcours, agent)
    with pytest.raises(ValidationError, match="07/12/2026 : s'il ne se fait pas, retirez-le"):
        rompre_emploi(emploi, par=agent, date_fin=JOUR)
    retirer(emploi, par=agent, motif="L'employeur renonce")
    assert (statut(parcours), Emploi.objects.count()) == (Statut.ACTIF, 0)


def test_a_job_put_off_becomes_a_promise_again(parcours, agent):
    emploi = promettre(parcours, agent, date(2026, 11, 2))
    assert statut(parcours) == Statut.EN_EMPLOI
    modifier_emploi(emploi, par=agent, version=1, date_debut=DEBUT)
    assert (statut(parcours), SuiviEmploi.objects.count()) == (Statut.ACTIF, 0)


def test_beside_a_running_job_the_promise_is_not_counted_in_its_run(parcours, agent):
    tenu = promettre(parcours, agent, date(2026, 11, 2))
    promettre(parcours, agent)
    rompre_emploi(tenu, par=agent, date_fin=JOUR)
    assert statut(parcours) == Statut.ACTIF


def test_a_job_begun_during_a_suspension_is_found_when_it_ends(parcours, agent, aujourdhui):
    promettre(parcours, agent)
    suspendre(parcours, par=agent, motif=MotifSuspensionFactory(), date_debut=JOUR)
    aujourdhui.move_to("2026-12-08 10:00:00+01:00", tick=False)
    assert commencer_emplois() == 0
    reprendre(parcours, par=agent, date_fin=DEBUT)
    assert (statut(parcours), SuiviEmploi.objects.count()) == (Statut.EN_EMPLOI, 3)


def test_an_exit_refused_goes_back_to_before_the_promise(parcours, agent):
    promettre(parcours, agent)
    Parcours.objects.filter(pk=parcours.pk).update(statut=Statut.SORTIE_PROPOSEE)
    attente = {"regle": None, "categorie": "", "validee_le": None}
    SortieFactory(parcours=parcours, date_effet=JOUR, proposee_le=JOUR, **attente)
    refuser_sortie(Parcours.objects.get(pk=parcours.pk))
    assert statut(parcours) == Statut.ACTIF


def test_no_alert_asks_for_the_follow_up_of_a_promise(parcours):
    EmploiFactory(parcours=parcours, date_debut=DEBUT)
    Parcours.objects.filter(pk=parcours.pk).update(statut=Statut.EN_EMPLOI)
    en_emploi = Parcours.objects.filter(pk=parcours.pk)
    dans_deux_mois = JOUR + timedelta(days=60)
    assert not list(contrats(en_emploi, Reglages(), dans_deux_mois))


def test_a_proposal_ends_as_hired_on_the_day_of_its_promise(parcours, agent, aujourdhui):
    mise = MiseEnRelationFactory(
        parcours=parcours, statut=StatutMiseEnRelation.TRANSMISE, rappel_le=JOUR
    )
    promettre(parcours, agent, mise_en_relation=mise)
    mise = MiseEnRelation.objects.get()
    assert (mise.statut, mise.conclue_le, mise.rappel_le) == ("transmise", None, None)
    aujourdhui.move_to("2026-12-07 00:05:00+01:00", tick=False)
    commencer_emplois()
    mise = MiseEnRelation.objects.get()
    assert (mise.statut, mise.conclue_le) == (StatutMiseEnRelation.EMBAUCHEE, DEBUT)


def test_a_promise_that_fails_leaves_its_proposal_open(parcours, agent):
    mise = MiseEnRelationFactory(parcours=parcours, statut=StatutMiseEnRelation.TRANSMISE)
    emploi = promettre(parcours, agent, mise_en_relation=mise)
    retirer(Emploi.objects.get(pk=emploi.pk), par=agent, motif="L'employeur renonce")
    mise = MiseEnRelation.objects.get()
    assert (mise.statut, mise.emploi_id) == ("transmise", None)


def test_a_proposal_that_cannot_end_as_hired_promises_nothing(parcours, agent):
    mise = MiseEnRelationFactory(parcours=parcours)
    with pytest.raises(ValidationError, match="proposée"):
        promettre(parcours, agent, mise_en_relation=mise)
    assert not Emploi.objects.exists()
