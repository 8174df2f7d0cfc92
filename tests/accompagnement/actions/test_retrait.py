"""What was typed by mistake goes, counts nowhere, and leaves why."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from pghistory.models import Events

from accompagnement.actions.commission import inscrire
from accompagnement.actions.emploi import signer_emploi
from accompagnement.actions.parcours import prescrire
from accompagnement.actions.participant import (
    creer_participant,
    effacer_dossier,
    modifier_participant,
)
from accompagnement.actions.passage import retirer_passage
from accompagnement.actions.regle_sortie import charger_regles
from accompagnement.actions.rendez_vous import deplacer
from accompagnement.actions.retrait import retirer
from accompagnement.actions.sortie import proposer_sortie
from accompagnement.actions.suspension import reprendre, suspendre
from accompagnement.enums import (
    Jalon,
    Maintien,
    NatureRetrait,
    Presence,
    Statut,
    StatutMiseEnRelation,
    StatutSms,
    TypeCommission,
)
from accompagnement.models import (
    Emploi,
    Entretien,
    MotifSortie,
    Parcours,
    Participant,
    Retrait,
    Sortie,
)
from accompagnement.permissions import Acte
from tests.usines import (
    AgentFactory,
    CommissionFactory,
    CommuneFactory,
    CoordinationFactory,
    EmploiFactory,
    EntretienFactory,
    EtapeFactory,
    MiseEnRelationFactory,
    MotifSuspensionFactory,
    ParcoursFactory,
    PieceFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def referent():
    return AgentFactory()


@pytest.fixture
def suivi(referent):
    return ParcoursFactory(actif=True, referent=referent, structure=referent.structure)


def _emploi(parcours, par, **champs):
    options = {"type_contrat": "cdi", "date_debut": date(2025, 3, 1)} | champs
    return signer_emploi(parcours, par=par, **options)


def test_the_only_job_gone_the_parcours_is_active_again(referent, suivi):
    emploi = _emploi(suivi, referent)
    assert Parcours.objects.get().statut == Statut.EN_EMPLOI
    retrait = retirer(emploi, par=referent, motif=" Autre personne ")
    assert Parcours.objects.get().statut == Statut.ACTIF
    assert not Emploi.objects.exists()
    assert (retrait.nature, retrait.date, retrait.motif, retrait.par) == (
        NatureRetrait.EMPLOI,
        date(2025, 3, 1),
        "Autre personne",
        referent,
    )
    gardes = Events.objects.filter(pgh_obj_model="accompagnement.Emploi", pgh_label="delete")
    assert [evenement.pgh_data["type_contrat"] for evenement in gardes] == ["cdi"]


def test_of_two_jobs_the_other_keeps_the_parcours_in_a_job(referent, suivi):
    premier = _emploi(suivi, referent)
    second = _emploi(suivi, referent, date_debut=date(2025, 4, 1))
    retirer(premier, par=referent, motif="Doublon")
    assert Parcours.objects.get().statut == Statut.EN_EMPLOI
    assert set(second.suivis.values_list("jalon", flat=True)) == {"j30", "m3", "m6"}


def test_a_job_that_a_proposal_became_goes_after_it(referent, suivi):
    mise = MiseEnRelationFactory(parcours=suivi, statut=StatutMiseEnRelation.TRANSMISE)
    emploi = _emploi(suivi, referent, mise_en_relation=mise)
    emploi = Emploi.objects.get(pk=emploi.pk)
    with pytest.raises(ValidationError, match="mise en relation"):
        retirer(emploi, par=referent, motif="Erreur")
    mise.refresh_from_db()
    retirer(mise, par=referent, motif="Erreur")
    assert retirer(Emploi.objects.get(pk=emploi.pk), par=referent, motif="Erreur").pk


def test_a_suspension_gone_gives_back_the_days_it_added(referent):
    suivi = ParcoursFactory(
        actif=True, referent=referent, date_fin_prevue=timezone.localdate() + timedelta(days=100)
    )
    avant = suivi.date_fin_prevue
    champs = {"motif": MotifSuspensionFactory(), "date_debut": timezone.localdate()}
    suspension = suspendre(suivi, par=referent, **champs)
    reprendre(suivi, par=referent, date_fin=timezone.localdate() + timedelta(days=9))
    assert Parcours.objects.get().date_fin_prevue == avant + timedelta(days=10)
    retirer(suspension, par=referent, motif="Erreur")
    assert Parcours.objects.get().date_fin_prevue == avant


def test_a_running_suspension_gone_the_parcours_is_active(referent, suivi):
    champs = {"motif": MotifSuspensionFactory(), "date_debut": timezone.localdate()}
    suspension = suspendre(suivi, par=referent, **champs)
    retirer(suspension, par=referent, motif="Erreur")
    assert Parcours.objects.get().statut == Statut.ACTIF


def test_a_suspension_gone_the_job_begun_meanwhile_is_found_again(referent, suivi):
    champs = {"motif": MotifSuspensionFactory(), "date_debut": date(2025, 4, 1)}
    suspension = suspendre(suivi, par=referent, **champs)
    EmploiFactory(parcours=suivi, date_debut=date(2025, 5, 1))
    retirer(suspension, par=referent, motif="Erreur")
    assert Parcours.objects.get().statut == Statut.EN_EMPLOI


@pytest.mark.parametrize("statut", [Statut.ACTIF, Statut.SUSPENDU])
def test_an_exit_proposed_by_mistake_gone_the_parcours_goes_on_where_it_was(
    referent, suivi, statut
):
    if statut == Statut.SUSPENDU:
        champs = {"motif": MotifSuspensionFactory(), "date_debut": timezone.localdate()}
        suspendre(suivi, par=referent, **champs)
    sortie = _proposer(suivi, referent)
    retirer(sortie, par=referent, motif="Mauvaise personne")
    assert Parcours.objects.get().statut == statut
    assert not Sortie.objects.exists() and str(Retrait.objects.get()).startswith("Proposition")
    assert _proposer(suivi, referent).pk


def _proposer(suivi, par):
    charger_regles()
    motif = MotifSortie.objects.get(code="abandon")
    return proposer_sortie(suivi, par=par, motif=motif, date_effet=timezone.localdate())


def test_an_exit_on_an_agenda_comes_off_it_first(referent, suivi):
    sortie = _proposer(suivi, referent)
    commission = CommissionFactory(type=TypeCommission.SORTIE)
    passage = inscrire(suivi, par=referent, commission=commission)
    with pytest.raises(ValidationError, match="retirez-le d'abord"):
        retirer(sortie, par=referent, motif="Mauvaise personne")
    retirer_passage(passage, par=CoordinationFactory())
    assert retirer(sortie, par=referent, motif="Mauvaise personne").pk


def test_a_meeting_is_taken_out_by_who_held_it_or_by_coordination(referent, suivi):
    entretien = EntretienFactory(parcours=suivi, agent=AgentFactory())
    assert not Acte.RETIRER.permet(referent, entretien)
    with pytest.raises(PermissionDenied):
        retirer(entretien, par=referent, motif="Erreur")
    assert retirer(entretien, par=CoordinationFactory(), motif="Erreur").pk
    assert not Entretien.objects.exists()


@pytest.fixture
def rendez_vous(referent, suivi):
    Participant.objects.update(email="a@exemple.fr")
    demain = timezone.now() + timedelta(days=1)
    return EntretienFactory(parcours=suivi, agent=referent, debut=demain, presence=Presence.PREVU)


def _deplacer(entretien, **envoyes):
    """Once `envoyes` were sent: the person holds the old hour until the mail that is asked for."""
    Entretien.objects.filter(pk=entretien.pk).update(**envoyes)
    champs = {"debut": entretien.debut + timedelta(days=1), "mode": "presence", "lieu": ""}
    deplacer(entretien, par=entretien.agent, version=1, inviter=True, **champs)


def _sms(entretien, statut):
    entretien.sms.create(debut=entretien.debut, segments=1, prix="0.06", statut=statut)


@pytest.mark.parametrize(
    "annoncer",
    [
        lambda prevu: Entretien.objects.update(invitation_envoyee_le=timezone.now()),
        lambda prevu: Entretien.objects.update(rappel_envoye_le=timezone.now()),
        lambda prevu: _deplacer(prevu, invitation_envoyee_le=timezone.now()),
        lambda prevu: _deplacer(prevu, rappel_envoye_le=timezone.now()),
        lambda prevu: _sms(prevu, StatutSms.ENVOYE),
        lambda prevu: _sms(prevu, StatutSms.SANS_REPONSE),
    ],
    ids=["invitation", "rappel", "deplace", "rappel puis deplace", "sms", "sms sans reponse"],
)
def test_an_appointment_that_was_announced_is_cancelled_instead(referent, rendez_vous, annoncer):
    annoncer(rendez_vous)
    with pytest.raises(ValidationError, match="annulez-le plutôt"):
        retirer(rendez_vous, par=referent, motif="Erreur")
    assert Entretien.objects.exists()


def test_an_appointment_of_which_nothing_left_is_taken_out(referent, rendez_vous):
    _sms(rendez_vous, StatutSms.REFUSE)
    _sms(rendez_vous, StatutSms.A_REPRENDRE)
    _deplacer(rendez_vous)
    assert retirer(rendez_vous, par=referent, motif="Erreur").pk
    assert not Entretien.objects.exists()


@pytest.mark.parametrize("motif", ["", "   "])
def test_it_asks_why_and_does_nothing_without(referent, suivi, motif):
    etape = EtapeFactory(parcours=suivi)
    with pytest.raises(ValidationError) as refus:
        retirer(etape, par=referent, motif=motif)
    assert "motif" in refus.value.message_dict
    assert suivi.etapes.count() == 1
    assert not Retrait.objects.exists()


def test_of_a_closed_parcours_a_job_only_promised_is_taken_out_not_one_begun(referent):
    clos = ParcoursFactory(sorti=True)
    demain = timezone.localdate() + timedelta(days=1)
    promis = EmploiFactory(parcours=clos, date_debut=demain)
    commence = EmploiFactory(parcours=clos)
    with pytest.raises(ValidationError, match="clos"):
        retirer(commence, par=CoordinationFactory(), motif="Ne se fera pas")
    retirer(promis, par=CoordinationFactory(), motif="Ne se fera pas")
    assert list(clos.emplois.all()) == [commence]
    clos.refresh_from_db()
    assert clos.statut == Statut.SORTI


@pytest.mark.parametrize("trace", ["piece", "suivi", "fin"])
def test_promised_for_after_the_exit_it_is_taken_out_when_nothing_says_it_was_held(
    trace, settings, tmp_path
):
    settings.MEDIA_ROOT = tmp_path
    clos, coordination = ParcoursFactory(sorti=True), CoordinationFactory()
    le = clos.date_sortie + timedelta(days=10)
    tenu, jamais = (EmploiFactory(parcours=clos, date_debut=le) for _ in range(2))
    if trace == "piece":
        PieceFactory(participant=clos.participant, parcours=clos, emploi=tenu)
    elif trace == "suivi":
        fait = {"fait_le": le, "fait_par": coordination, "maintien": Maintien.EN_POSTE}
        tenu.suivis.create(jalon=Jalon.J30, prevu_le=le, **fait)
    else:
        Emploi.objects.filter(pk=tenu.pk).update(date_fin=le)
    retirer(jamais, par=coordination, motif="Ne s'est pas fait")
    with pytest.raises(ValidationError, match="clos"):
        retirer(tenu, par=coordination, motif="Ne s'est pas fait")
    assert list(clos.emplois.all()) == [tenu]


def test_twice_is_refused_and_a_closed_parcours_keeps_its_rows(referent, suivi):
    etape = EtapeFactory(parcours=suivi)
    retirer(etape, par=referent, motif="Erreur")
    etape.pk = etape.pk or 1
    with pytest.raises(ValidationError, match="déjà été retirée"):
        retirer(etape, par=referent, motif="Erreur")
    clos = EtapeFactory(parcours=ParcoursFactory(sorti=True), date_debut=date(2025, 2, 1))
    with pytest.raises(ValidationError, match="clos"):
        retirer(clos, par=CoordinationFactory(), motif="Erreur")


@pytest.fixture
def cree(referent):
    participant = creer_participant(
        par=referent,
        nom="Double",
        prenom="Claude",
        date_naissance=date(1980, 1, 1),
        sexe="F",
        commune=CommuneFactory(),
    )
    prescrire(
        participant,
        par=referent,
        date_prescription=timezone.localdate(),
        structure=referent.structure,
    )
    return participant


def test_a_dossier_created_by_mistake_goes_with_its_reason_in_the_history(referent, cree):
    effacer_dossier(cree, par=referent, motif="Homonyme")
    assert not Participant.objects.exists()
    [parti] = Events.objects.filter(pgh_obj_model="accompagnement.Participant", pgh_label="delete")
    assert parti.pgh_context["motif"] == "Homonyme"
    assert parti.pgh_context["agent"] == referent.pk


def test_what_a_colleague_wrote_in_the_identity_keeps_the_dossier(referent, cree):
    def telephoner(par, numero):
        cree.refresh_from_db()
        modifier_participant(cree, par=par, version=cree.version, telephone=numero)

    coordination = CoordinationFactory()
    telephoner(referent, "0600000001")
    telephoner(coordination, "0600000002")
    with pytest.raises(ValidationError, match="un autre agent"):
        effacer_dossier(cree, par=referent, motif="Erreur")
    # Neither hers nor her colleague's who created it is lost unseen.
    effacer_dossier(cree, par=coordination, motif="Erreur")
    assert not Participant.objects.exists()


@pytest.mark.parametrize(
    ("ecrire", "nom"),
    [
        (lambda personne: EntretienFactory(parcours=personne.parcours.get()), "entretien"),
        (lambda personne: PieceFactory(participant=personne), "pièce"),
        (lambda personne: ParcoursFactory(participant=personne, sorti=True), None),
    ],
    ids=["entretien", "piece", "second parcours"],
)
def test_a_dossier_in_which_something_is_written_stays(
    referent, cree, ecrire, nom, settings, tmp_path
):
    settings.MEDIA_ROOT = tmp_path
    ecrire(cree)
    with pytest.raises(ValidationError, match=nom or "plus vide"):
        effacer_dossier(cree, par=referent, motif="Erreur")
    assert Participant.objects.filter(pk=cree.pk).exists()
