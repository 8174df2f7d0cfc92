"""A prescription that leads nowhere ends, and whoever made it is answered."""

from datetime import date, timedelta

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from accompagnement.actions.commission import inscrire
from accompagnement.actions.non_entree import (
    MOTIFS,
    annuler_non_entree,
    charger_motifs_non_entree,
    clore_sans_entree,
    envoyer_reponse,
)
from accompagnement.actions.parcours import prescrire
from accompagnement.actions.partage import partager
from accompagnement.actions.passage import decider, retirer_passage
from accompagnement.actions.situation import enregistrer_diagnostic
from accompagnement.enums import (
    STATUTS_EN_ATTENTE_D_ENTREE,
    Decision,
    MoyenReponse,
    NatureCorrection,
    Statut,
    StatutOrientation,
)
from accompagnement.models import (
    Alerte,
    Correction,
    MotifNonEntree,
    NonEntree,
    Opposition,
    Orientation,
)
from plie.partenaires.models import Evenement
from plie.taches.models import Demande
from tests.accompagnement.corrections import photo
from tests.usines import (
    AffectationFactory,
    AgentFactory,
    CommissionFactory,
    CoordinationFactory,
    CritereFactory,
    OrientationFactory,
    ParcoursFactory,
    StructureFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _motifs():
    charger_motifs_non_entree()


@pytest.fixture
def coordination():
    return CoordinationFactory()


def clore(parcours, par, code="injoignable", **champs):
    options = {"date": timezone.localdate(), "moyen": MoyenReponse.AUCUN} | champs
    return clore_sans_entree(
        parcours, par=par, motif=MotifNonEntree(code, "", _phrase(code)), **options
    )


def _phrase(code):
    return {connu: phrase for connu, _, phrase in MOTIFS}[code]


@pytest.mark.parametrize("statut", STATUTS_EN_ATTENTE_D_ENTREE)
def test_every_parcours_that_waits_for_its_entry_has_a_way_out(coordination, statut):
    referent = AgentFactory()
    parcours = ParcoursFactory(statut=statut, referent=referent)
    clore(parcours, coordination)
    parcours.refresh_from_db()
    assert parcours.statut == Statut.NON_ENTRE
    assert parcours.referent is None
    assert parcours.non_entree.reponse == _phrase("injoignable")


@pytest.mark.parametrize("statut", [Statut.ACTIF, Statut.SUSPENDU, Statut.EN_EMPLOI])
def test_whoever_has_entered_leaves_by_the_commission_only(coordination, statut):
    parcours = ParcoursFactory(statut=statut, date_entree=date(2025, 1, 15))
    with pytest.raises(ValidationError, match="Impossible : le parcours est"):
        clore(parcours, coordination)
    assert not NonEntree.objects.exists()


def test_the_person_may_be_prescribed_again(coordination):
    parcours = ParcoursFactory()
    clore(parcours, coordination)
    nouveau = prescrire(
        parcours.participant, par=coordination, date_prescription=timezone.localdate()
    )
    assert nouveau.statut == Statut.PRESCRIT


def test_its_alerts_end(coordination, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        parcours = prescrire(
            ParcoursFactory(sorti=True).participant,
            par=coordination,
            date_prescription=timezone.localdate() - timedelta(days=200),
        )
    assert Alerte.objects.filter(parcours=parcours).exists()
    with django_capture_on_commit_callbacks(execute=True):
        clore(parcours, coordination)
    assert not Alerte.objects.filter(parcours=parcours).exists()


def test_a_case_on_an_agenda_comes_off_it_first(coordination):
    parcours = ParcoursFactory(statut=Statut.PRESENTE)
    commission = CommissionFactory(date=timezone.localdate() + timedelta(days=3))
    passage = inscrire(parcours, par=coordination, commission=commission)
    with pytest.raises(ValidationError, match=f"{commission.date:%d/%m/%Y}.*retirez-le d'abord"):
        clore(parcours, coordination)
    retirer_passage(passage, par=coordination)
    assert clore(parcours, coordination).pk


@pytest.mark.parametrize(
    ("decalage", "message"), [(1, "dans le futur"), (-11, "La prescription date du")]
)
def test_it_is_dated_between_the_prescription_and_today(coordination, decalage, message):
    jour = timezone.localdate()
    parcours = ParcoursFactory(date_prescription=jour - timedelta(days=10))
    with pytest.raises(ValidationError, match=message):
        clore(parcours, coordination, date=jour + timedelta(days=decalage))
    assert clore(parcours, coordination, date=jour - timedelta(days=10)).pk


def test_a_mail_needs_an_address(coordination):
    parcours = ParcoursFactory(prescripteur=StructureFactory())
    with pytest.raises(ValidationError) as refus:
        clore(parcours, coordination, moyen=MoyenReponse.COURRIEL)
    assert list(refus.value.message_dict) == ["moyen"]
    parcours.refresh_from_db()
    assert parcours.statut == Statut.PRESCRIT


def test_the_mail_says_initials_and_leaves_once(coordination):
    prescripteur = StructureFactory(contact_courriel="accueil@exemple.fr")
    parcours = ParcoursFactory(
        prescripteur=prescripteur,
        date_prescription=date(2026, 3, 12),
        participant__nom="Zélateur",
        participant__prenom="Claude",
    )
    non_entree = clore(parcours, coordination, moyen=MoyenReponse.COURRIEL, reponse="Merci.")
    demande = Demande.objects.get(tache="accompagnement.tasks.envoyer_reponse_non_entree")
    assert demande.arguments == [non_entree.pk]
    assert envoyer_reponse(non_entree.pk) == "envoyé"
    assert envoyer_reponse(non_entree.pk) == "rien à envoyer"
    (message,) = mail.outbox
    assert message.to == ["accueil@exemple.fr"]
    assert "12/03/2026" in message.subject
    assert "C. Z." in message.body
    assert "Merci." in message.body
    assert "Zélateur" not in message.subject + message.body


@pytest.fixture
def orientee(coordination):
    """A parcours opened by an orientation that was accepted."""
    parcours = ParcoursFactory()
    orientation = OrientationFactory(
        statut=StatutOrientation.ACCEPTEE,
        parcours=parcours,
        reponse_le=timezone.now(),
        repondue_par=coordination,
    )
    partager(parcours.participant_id, orientation.structure_id)
    return orientation


def test_the_partner_who_sent_the_person_is_answered_by_the_orientation(coordination, orientee):
    clore(orientee.parcours, coordination, reponse="Elle a déménagé.")
    lue = Orientation.objects.get(pk=orientee.pk)
    assert (lue.statut, lue.reponse) == (StatutOrientation.NON_ENTREE, "Elle a déménagé.")
    assert lue.version == orientee.version + 1
    assert Evenement.objects.filter(
        structure=orientee.structure, type="orientation.non_entree"
    ).exists()


def test_a_person_who_refuses_the_sharing_is_not_told_of(coordination, orientee):
    Opposition.objects.create(
        participant=orientee.parcours.participant, recueillie_par=coordination
    )
    clore(orientee.parcours, coordination)
    assert Orientation.objects.get(pk=orientee.pk).statut == StatutOrientation.ACCEPTEE


def _fermer(parcours, par, **champs):
    """Closed, as at the end of its transaction."""
    non_entree = clore(parcours, par, **champs)
    connection.check_constraints()
    return non_entree


@pytest.mark.parametrize("statut", STATUTS_EN_ATTENTE_D_ENTREE)
def test_undone_at_once_the_parcours_is_where_it_was_with_whom_followed_it(coordination, statut):
    parcours = ParcoursFactory(statut=statut, referent=AgentFactory())
    avant = photo(parcours)
    non_entree = _fermer(parcours, coordination)
    cle = non_entree.pk
    annuler_non_entree(non_entree, par=coordination)
    assert photo(parcours) == avant
    assert Correction.objects.faites().get().nature == NatureCorrection.NON_ENTREE
    evenements = NonEntree._meta.get_field("events").related_model.objects.filter(pgh_obj_id=cle)
    assert list(evenements.order_by("pgh_id").values_list("pgh_label", flat=True)) == [
        "insert",
        "delete",
    ]
    disparue = NonEntree(pk=cle, parcours=parcours, prononcee_par=coordination)
    with pytest.raises(ValidationError, match="déjà annulée"):
        annuler_non_entree(disparue, par=coordination)


@pytest.mark.django_db(transaction=True)
def test_whoever_had_left_before_the_closing_does_not_come_back(coordination):
    hier = timezone.localdate() - timedelta(days=1)
    parcours = ParcoursFactory(statut=Statut.EN_DIAGNOSTIC)
    AffectationFactory(parcours=parcours, agent=AgentFactory(), date_fin=hier)
    annuler_non_entree(clore(parcours, coordination, date=hier), par=coordination)
    parcours.refresh_from_db()
    assert (parcours.statut, parcours.referent) == (Statut.EN_DIAGNOSTIC, None)


@pytest.mark.parametrize("moyen", [MoyenReponse.COURRIEL, MoyenReponse.COURRIER])
def test_what_left_the_house_is_not_undone(coordination, moyen):
    prescripteur = StructureFactory(contact_courriel="accueil@exemple.fr")
    non_entree = _fermer(ParcoursFactory(prescripteur=prescripteur), coordination, moyen=moyen)
    with pytest.raises(ValidationError, match="La réponse au prescripteur est partie"):
        annuler_non_entree(non_entree, par=coordination)


def test_an_orientation_answered_is_not_undone(coordination, orientee):
    non_entree = _fermer(orientee.parcours, coordination)
    with pytest.raises(ValidationError, match="La réponse au prescripteur est partie"):
        annuler_non_entree(non_entree, par=coordination)
    assert NonEntree.objects.exists()


def test_a_person_prescribed_again_stays_where_the_new_parcours_is(coordination):
    non_entree = _fermer(ParcoursFactory(), coordination)
    personne = non_entree.parcours.participant
    prescrire(personne, par=coordination, date_prescription=timezone.localdate())
    with pytest.raises(ValidationError, match="prescrite à nouveau depuis"):
        annuler_non_entree(non_entree, par=coordination)


def test_a_frozen_month_keeps_it(coordination, monkeypatch):
    non_entree = _fermer(ParcoursFactory(), coordination)
    monkeypatch.setattr("accompagnement.mois_arretes.est_arrete", lambda du, au: du == au)
    with pytest.raises(ValidationError, match="est arrêté et compte cette non-entrée"):
        annuler_non_entree(non_entree, par=coordination)


def test_only_who_closed_it_undoes_it(coordination):
    non_entree = _fermer(ParcoursFactory(), coordination)
    with pytest.raises(PermissionDenied):
        annuler_non_entree(non_entree, par=CoordinationFactory())


def test_nothing_is_written_of_a_parcours_that_is_not_closed(coordination):
    parcours = ParcoursFactory()
    with pytest.raises(IntegrityError, match="pas clos sans entrée"), transaction.atomic():
        NonEntree.objects.create(
            parcours=parcours,
            motif_id="autre",
            date=timezone.localdate(),
            moyen=MoyenReponse.AUCUN,
            prononcee_par=coordination,
        )
        with connection.cursor() as curseur:
            curseur.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_preparing_again_keeps_what_was_edited():
    MotifNonEntree.objects.filter(code="autre").update(libelle="Autre raison", est_sensible=True)
    charger_motifs_non_entree()
    autre = MotifNonEntree.objects.get(code="autre")
    assert (autre.libelle, autre.est_sensible) == ("Autre raison", True)
    assert MotifNonEntree(code="x").est_sensible


def test_an_empty_diagnosis_is_refused(coordination):
    parcours = ParcoursFactory()
    with pytest.raises(ValidationError, match="Ce diagnostic est vide"):
        enregistrer_diagnostic(parcours, par=coordination, criteres=[], statut_emploi="")
    parcours.refresh_from_db()
    assert parcours.statut == Statut.PRESCRIT
    assert enregistrer_diagnostic(parcours, par=coordination, criteres=[], mois_sans_emploi=0).pk


@pytest.mark.parametrize("criteres", [[], ["rsa"]])
def test_integrating_without_any_criterion_asks_for_a_reason(coordination, criteres):
    parcours = ParcoursFactory(statut=Statut.PRESENTE)
    for code in criteres:
        CritereFactory(parcours=parcours, code=code)
    passage = inscrire(parcours, par=coordination, commission=CommissionFactory())
    if criteres:
        assert decider(passage, par=coordination, decision=Decision.INTEGRE).decision
        return
    with pytest.raises(ValidationError) as refus:
        decider(passage, par=coordination, decision=Decision.INTEGRE)
    assert list(refus.value.message_dict) == ["motif"]
    assert decider(passage, par=coordination, decision=Decision.INTEGRE, motif="Dérogation").motif
