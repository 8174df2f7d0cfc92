"""A wrong decision is taken back exactly: on the spot, or once its commission is closed."""

import pgtrigger
import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from accompagnement.actions.affectation import affecter
from accompagnement.actions.commission import inscrire
from accompagnement.actions.correction.demande import (
    annuler_decision,
)
from accompagnement.actions.emploi import signer_emploi
from accompagnement.actions.parcours import prescrire
from accompagnement.actions.passage import reprendre_decision
from accompagnement.actions.suspension import suspendre
from accompagnement.enums import (
    Decision,
    NatureCorrection,
    Statut,
    StatutOrientation,
    TypeCommission,
)
from accompagnement.models import (
    Correction,
    Opposition,
    Parcours,
    Passage,
)
from plie.partenaires.models import Evenement
from tests.accompagnement.corrections import (
    DECISIONS,
    HIER,
    clore,
    lu,
    options,
    photo,
    presenter,
    soumettre,
    trancher,
)
from tests.concurrence import ecrire_pendant
from tests.usines import (
    AgentFactory,
    CommissionFactory,
    MotifSuspensionFactory,
    OrientationFactory,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("statut", "decision"), DECISIONS)
def test_a_decision_taken_back_on_the_spot_leaves_no_trace_on_the_parcours(
    coordination, settings, tmp_path, statut, decision
):
    settings.MEDIA_ROOT = tmp_path
    passage = soumettre(coordination, statut)
    avant = photo(passage.parcours)
    trancher(passage, coordination, decision, **options(decision))
    reprendre_decision(passage, par=coordination)
    assert photo(passage.parcours) == avant
    passage.refresh_from_db()
    assert (passage.decision, passage.motif, passage.etat_avant) == ("", "", None)
    (correction,) = passage.parcours.corrections.all()
    assert correction.passage is None
    assert Decision(decision).label in correction.motif


@pytest.mark.parametrize(("statut", "decision"), DECISIONS)
def test_a_decision_is_annulled_once_its_commission_is_closed(
    coordination, settings, tmp_path, statut, decision
):
    settings.MEDIA_ROOT = tmp_path
    passage = soumettre(coordination, statut)
    avant = photo(passage.parcours)
    trancher(passage, coordination, decision, **options(decision))
    clore(passage, coordination)
    decide = Passage.objects.filter(pk=passage.pk).values().get()
    correction = annuler_decision(passage, par=coordination, motif="Mauvaise ligne")
    assert photo(passage.parcours) == avant
    assert Passage.objects.filter(pk=passage.pk).values().get() == decide
    correction.refresh_from_db()
    assert correction.faite_le and correction.passage == passage
    autre = CommissionFactory(type=TypeCommission.SUIVI, date=timezone.localdate())
    assert inscrire(lu(passage.parcours), par=coordination, commission=autre).pk


def test_it_is_decided_again_after_having_been_taken_back(coordination):
    passage = trancher(presenter(coordination), coordination, Decision.INTEGRE)
    reprendre_decision(passage, par=coordination)
    trancher(passage, coordination, Decision.REFUSE)
    assert lu(passage.parcours).statut == Statut.REFUSE


@pytest.mark.parametrize("decision", [Decision.REFUSE, Decision.INTEGRE])
def test_the_partner_is_told_that_the_decision_is_taken_back(coordination, decision):
    passage = presenter(coordination)
    orientation = OrientationFactory(
        statut=StatutOrientation.ACCEPTEE,
        parcours=passage.parcours,
        reponse="Bienvenue.",
        reponse_le=timezone.now(),
        repondue_par=coordination,
    )
    trancher(passage, coordination, decision)
    dits = Evenement.objects.filter(type="orientation.acceptee")
    assert not dits.exists()
    reprendre_decision(passage, par=coordination)
    orientation.refresh_from_db()
    assert (orientation.statut, orientation.reponse) == (StatutOrientation.ACCEPTEE, "Bienvenue.")
    assert orientation.motif_refus == ""
    assert dits.exists()


def test_a_person_who_refuses_the_sharing_is_not_told_of(coordination):
    passage = presenter(coordination)
    OrientationFactory(
        statut=StatutOrientation.ACCEPTEE,
        parcours=passage.parcours,
        reponse_le=timezone.now(),
        repondue_par=coordination,
    )
    Opposition.objects.create(participant=passage.parcours.participant, recueillie_par=coordination)
    trancher(passage, coordination, Decision.INTEGRE)
    reprendre_decision(passage, par=coordination)
    assert not Evenement.objects.filter(type="orientation.acceptee").exists()


def test_a_closed_commission_takes_nothing_back_on_the_spot(coordination):
    passage = clore(trancher(presenter(coordination), coordination, Decision.INTEGRE), coordination)
    with pytest.raises(ValidationError, match="est close depuis"):
        reprendre_decision(passage, par=coordination)


def test_a_commission_that_sits_annuls_nothing(coordination):
    passage = trancher(presenter(coordination), coordination, Decision.INTEGRE)
    with pytest.raises(ValidationError, match="n'est pas close"):
        annuler_decision(passage, par=coordination, motif="Erreur")


def test_a_frozen_month_takes_nothing_back_on_the_spot(coordination, mois_arrete):
    passage = trancher(presenter(coordination), coordination, Decision.INTEGRE)
    with pytest.raises(ValidationError, match="Un mois arrêté"):
        reprendre_decision(passage, par=coordination)
    assert lu(passage.parcours).statut == Statut.ACTIF
    assert not Correction.objects.exists()


def avance(coordination, parcours, comment):
    if comment == "suspendu":
        suspendre(
            parcours,
            par=coordination,
            motif=MotifSuspensionFactory(),
            date_debut=HIER,
        )
    elif comment == "commission":
        suivi = CommissionFactory(type=TypeCommission.SUIVI, date=timezone.localdate())
        inscrire(parcours, par=coordination, commission=suivi)
    else:
        emploi = signer_emploi(parcours, par=coordination, type_contrat="cdi", date_debut=HIER)
        emploi.date_fin = HIER
        emploi.save()
        Parcours.objects.filter(pk=parcours.pk).update(statut=Statut.ACTIF)


@pytest.mark.parametrize(
    ("comment", "phrase"),
    [("suspendu", "suspendu"), ("commission", "en est saisie"), ("emploi", "un emploi y est")],
)
def test_a_parcours_that_went_on_is_not_taken_back(coordination, comment, phrase):
    passage = trancher(presenter(coordination), coordination, Decision.INTEGRE)
    avance(coordination, lu(passage.parcours), comment)
    with pytest.raises(ValidationError, match=phrase):
        reprendre_decision(passage, par=coordination)
    clore(passage, coordination)
    with pytest.raises(ValidationError, match=phrase):
        annuler_decision(passage, par=coordination, motif="Erreur")
    assert not Correction.objects.exists()


def test_a_refusal_is_not_taken_back_once_the_person_was_prescribed_again(coordination):
    passage = trancher(presenter(coordination), coordination, Decision.REFUSE)
    prescrire(passage.parcours.participant, par=coordination, date_prescription=HIER)
    with pytest.raises(ValidationError, match="déjà un parcours ouvert"):
        reprendre_decision(passage, par=coordination)
    passage.refresh_from_db()
    assert passage.decision == Decision.REFUSE


def test_a_referent_assigned_since_stays(coordination):
    passage = trancher(presenter(coordination), coordination, Decision.INTEGRE, referent=None)
    autre = AgentFactory()
    affecter(lu(passage.parcours), par=coordination, agent=autre)
    reprendre_decision(passage, par=coordination)
    assert lu(passage.parcours).referent == autre


@pytest.mark.parametrize(
    ("statut", "decision", "champs"),
    [
        (Statut.PRESENTE, Decision.INTEGRE, {}),
        (Statut.PRESENTE, Decision.REFUSE, {}),
        (Statut.PRESENTE, Decision.AJOURNE, {}),
        (Statut.SORTIE_PROPOSEE, Decision.SORTIE_VALIDEE, {}),
        (Statut.ACTIF, Decision.MAINTENU, {}),
    ],
)
def test_what_an_old_decision_changed_is_deduced(
    coordination, settings, tmp_path, statut, decision, champs
):
    settings.MEDIA_ROOT = tmp_path
    passage = soumettre(coordination, statut)
    avant = photo(passage.parcours)
    trancher(passage, coordination, decision)
    _oublier_ce_qui_etait_note(passage)
    reprendre_decision(passage, par=coordination)
    assert photo(passage.parcours) == avant


@pytest.mark.parametrize(
    ("statut", "decision"),
    [(Statut.ACTIF, Decision.PROLONGE), (Statut.SORTIE_PROPOSEE, Decision.SORTIE_REFUSEE)],
)
def test_an_old_decision_that_cannot_be_deduced_says_so(
    coordination, settings, tmp_path, statut, decision
):
    settings.MEDIA_ROOT = tmp_path
    passage = soumettre(coordination, statut)
    trancher(passage, coordination, decision, **options(decision))
    _oublier_ce_qui_etait_note(passage)
    with pytest.raises(ValidationError, match="sans ce qu'elle changeait"):
        reprendre_decision(passage, par=coordination)


def _oublier_ce_qui_etait_note(passage):
    with pgtrigger.ignore("accompagnement.Passage:decision_definitive"):
        Passage.objects.filter(pk=passage.pk).update(etat_avant=None)
    passage.refresh_from_db()


def test_annulling_leaves_the_minutes_alone(coordination):
    passage = clore(trancher(presenter(coordination), coordination, Decision.REFUSE), coordination)
    annuler_decision(passage, par=coordination, motif="Erreur")
    with pytest.raises(DatabaseError, match="Cannot update or delete"), transaction.atomic():
        Passage.objects.filter(pk=passage.pk).update(motif="Réécrit")


@pytest.mark.django_db(transaction=True)
def test_two_people_correct_at_once(coordination):
    passage = clore(trancher(presenter(coordination), coordination, Decision.REFUSE), coordination)

    def annuler():
        return annuler_decision(passage, par=coordination, motif="Erreur")

    with pytest.raises(ValidationError, match="déjà annulée"):
        ecrire_pendant(annuler, annuler)
    assert Correction.objects.count() == 1
    with connection.cursor() as curseur:
        curseur.execute("SELECT nature FROM accompagnement_correction")
        assert curseur.fetchall() == [(NatureCorrection.DECISION,)]
