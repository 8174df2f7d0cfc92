"""A partner sends people; the house answers, in time or not."""

from datetime import date, timedelta

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from accompagnement.actions.commission import inscrire
from accompagnement.actions.orientation.depot import DejaUtilise, orienter, orienter_en_lot
from accompagnement.actions.orientation.reponse import (
    accepter,
    questionner,
    reaffecter,
    refuser,
    repondre,
)
from accompagnement.actions.orientation.statut import expirer, relancer
from accompagnement.actions.orientation.suivi import joindre, retirer
from accompagnement.actions.partage import noter_opposition
from accompagnement.actions.passage import decider
from accompagnement.enums import Decision, Statut, StatutOrientation, TypePiece
from accompagnement.models import Orientation, Parcours, Partage, Participant, Piece
from plie.comptes.enums import Role
from plie.partenaires.models import Evenement
from plie.socle.erreurs import Conflit
from tests.fichiers import PDF, depot
from tests.usines import (
    AgentFactory,
    CommissionFactory,
    CoordinationFactory,
    OrientationFactory,
    ParcoursFactory,
    ParticipantFactory,
    PieceFactory,
    PieceOrientationFactory,
    StructureFactory,
)

pytestmark = pytest.mark.django_db
QUI = "Renée Dupont <r.dupont@exemple.fr>"
PERSONNE = {"nom": "Martin", "prenom": "Claude", "date_naissance": date(1985, 5, 20)}


@pytest.fixture(autouse=True)
def fichiers(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def partenaire():
    return AgentFactory(role=Role.PARTENAIRE)


@pytest.fixture
def coordination():
    return CoordinationFactory()


def envoyer(partenaire, **options):
    return orienter(par=partenaire, declarant=QUI, **PERSONNE | options)


def annonces():
    return list(Evenement.objects.order_by("pk").values_list("type", flat=True))


def test_what_is_sent_waits_for_its_answer_and_is_told(partenaire):
    recue = envoyer(partenaire)
    orientation = recue.orientation
    assert recue.est_nouvelle
    assert (orientation.structure, orientation.deposee_par) == (partenaire.structure, partenaire)
    assert orientation.repondre_avant == timezone.localdate() + timedelta(days=15)
    assert annonces() == ["orientation.nouvelle"]
    evenement = Evenement.objects.get()
    assert evenement.ressource == f"/api/v1/orientations/{orientation.identifiant}"


@pytest.mark.parametrize("champ", ["cle", "identifiant_externe"])
def test_the_same_thing_sent_again_is_the_same_row(partenaire, champ):
    premiere = envoyer(partenaire, **{champ: "A1"})
    seconde = envoyer(partenaire, **{champ: "A1"})
    assert (premiere.orientation, False) == seconde[:2]
    with pytest.raises(DejaUtilise):
        envoyer(partenaire, **{champ: "A1", "nom": "Autre"})
    # Another partner, and another program of the same one, number theirs as they like.
    for ailleurs in ({}, {"structure": partenaire.structure}):
        autre = AgentFactory(role=Role.PARTENAIRE, **ailleurs)
        assert envoyer(autre, **{champ: "A1", "nom": "Autre"}).est_nouvelle
    assert Orientation.objects.count() == 3


def test_sent_again_the_next_day_it_is_still_the_same(partenaire, time_machine):
    time_machine.move_to("2026-03-12T10:00:00+01:00")
    premiere = envoyer(partenaire, cle="A1")
    time_machine.move_to("2026-03-13T10:00:00+01:00")
    assert envoyer(partenaire, cle="A1").orientation == premiere.orientation


def test_a_batch_keeps_the_good_rows_and_says_what_is_wrong_with_the_others(partenaire):
    recues = orienter_en_lot(
        [
            ("lot:0", PERSONNE),
            ("lot:1", PERSONNE | {"date_naissance": timezone.localdate()}),
            ("lot:2", PERSONNE | {"commune_id": "99999"}),
            ("lot:3", PERSONNE | {"identifiant_externe": "A1"}),
            ("lot:4", PERSONNE | {"identifiant_externe": "A1"}),
            ("lot:5", PERSONNE | {"identifiant_externe": "A1", "nom": "Autre"}),
        ],
        par=partenaire,
        declarant=QUI,
    )
    assert [recue.est_nouvelle for recue in recues] == [True, False, False, True, False, False]
    assert recues[4].orientation == recues[3].orientation
    genres = [type(recue.refus) for recue in recues]
    vide = type(None)
    assert genres == [vide, ValidationError, ValidationError, vide, vide, DejaUtilise]
    assert Orientation.objects.count() == 2


def test_only_a_partner_sends(coordination):
    with pytest.raises(PermissionDenied):
        envoyer(coordination)


def test_accepted_it_opens_a_prescription_that_the_partner_may_follow(coordination):
    recue = OrientationFactory(telephone="0600000000", sexe="F")
    document = PieceOrientationFactory(orientation=recue, type=TypePiece.CV)
    fichier = document.fichier.name
    acceptee = accepter(recue, par=coordination, version=1, reponse="Nous la recevons lundi.")
    parcours = Parcours.objects.get()
    personne = parcours.participant
    assert (acceptee.statut, acceptee.parcours) == (StatutOrientation.ACCEPTEE, parcours)
    assert (parcours.statut, parcours.prescripteur) == (Statut.PRESCRIT, recue.structure)
    assert parcours.date_prescription == recue.date_orientation
    assert (personne.nom, personne.telephone, personne.sexe) == (
        recue.nom.upper(),
        "0600000000",
        "F",
    )
    assert Partage.objects.get().participant == personne
    piece = Piece.objects.get()
    assert (piece.type, piece.participant, piece.fichier.name) == ("cv", personne, fichier)
    document.refresh_from_db()
    assert not document.fichier
    assert annonces()[-1] == "orientation.acceptee"


def test_a_person_already_known_keeps_their_dossier_and_its_documents(coordination):
    recue = OrientationFactory()
    connue = ParticipantFactory()
    deja = PieceFactory(participant=connue)
    double = PieceOrientationFactory(orientation=recue, empreinte=deja.empreinte)
    accepter(recue, par=coordination, version=1, participant=connue)
    assert Participant.objects.get() == connue
    assert Piece.objects.get() == deja
    double.refresh_from_db()
    assert double.fichier


def test_a_person_already_followed_is_not_prescribed_twice(coordination):
    connue = ParcoursFactory(actif=True).participant
    recue = OrientationFactory()
    with pytest.raises(ValidationError, match="déjà un parcours ouvert"):
        accepter(recue, par=coordination, version=1, participant=connue)
    recue.refresh_from_db()
    assert (recue.statut, Partage.objects.exists()) == (StatutOrientation.NOUVELLE, False)


def test_a_referent_answers_what_is_confided_to_their_structure_and_follows_it(coordination):
    referent, recue = AgentFactory(), OrientationFactory()
    with pytest.raises(PermissionDenied):
        accepter(recue, par=referent, version=1)
    confiee = reaffecter(recue, par=coordination, version=1, confiee_a=referent.structure)
    acceptee = accepter(confiee, par=referent, version=2)
    assert acceptee.parcours.referent == referent
    assert acceptee.parcours.structure == referent.structure


def test_a_referent_does_not_put_it_in_a_dossier_out_of_their_sight():
    referent = AgentFactory()
    recue = OrientationFactory(confiee_a=referent.structure)
    ailleurs = ParcoursFactory(sorti=True).participant
    with pytest.raises(ValidationError, match="pas ouvert"):
        accepter(recue, par=referent, version=1, participant=ailleurs)


def test_it_is_confided_to_who_accompanies_only(coordination):
    with pytest.raises(ValidationError, match="n'accompagne personne"):
        reaffecter(
            OrientationFactory(),
            par=coordination,
            version=1,
            confiee_a=StructureFactory(accompagne=False),
        )


def test_a_refusal_has_a_motif_of_the_list(coordination):
    recue = OrientationFactory()
    with pytest.raises(ValidationError, match="motif de la liste"):
        refuser(recue, par=coordination, version=1, motif_refus="commission")
    refusee = refuser(recue, par=coordination, version=1, motif_refus="injoignable")
    assert (refusee.statut, refusee.repondue_par) == (StatutOrientation.REFUSEE, coordination)
    with pytest.raises(ValidationError, match="déjà « refusée »"):
        accepter(refusee, par=coordination, version=2)
    with pytest.raises(ValidationError, match="déjà « refusée »"):
        reaffecter(refusee, par=coordination, version=2)


def test_a_refusal_does_not_say_who_refuses_the_sharing(coordination):
    recue = OrientationFactory(**PERSONNE)
    personne = ParticipantFactory(**PERSONNE)
    deja = {"par": coordination, "version": 1, "motif_refus": "deja_accompagnee"}
    noter_opposition(personne, par=coordination, structure=recue.structure)
    with pytest.raises(ValidationError, match="autre motif"):
        refuser(recue, **deja)
    voisine = OrientationFactory(
        **PERSONNE | {"date_naissance": personne.date_naissance + timedelta(days=1)},
        structure=recue.structure,
    )
    with pytest.raises(ValidationError, match="autre motif"):
        refuser(voisine, **deja)
    ailleurs = OrientationFactory(**PERSONNE)
    assert refuser(ailleurs, **deja).statut == StatutOrientation.REFUSEE


def test_two_answers_at_once_are_one(coordination):
    recue = OrientationFactory()
    refuser(recue, par=coordination, version=1, motif_refus="autre")
    with pytest.raises(Conflit):
        accepter(recue, par=coordination, version=1)


def _presente(orientation, coordination):
    """The parcours of an accepted orientation, before a commission that sits today."""
    parcours = accepter(orientation, par=coordination, version=orientation.version).parcours
    for statut in (Statut.EN_DIAGNOSTIC, Statut.PRESENTE):
        Parcours.objects.filter(pk=parcours.pk).update(statut=statut)
    parcours.refresh_from_db()
    commission = CommissionFactory(date=timezone.localdate())
    return inscrire(parcours, par=coordination, commission=commission)


def test_the_refusal_of_a_commission_goes_back_without_its_motif(coordination):
    recue = OrientationFactory()
    passage = _presente(recue, coordination)
    decider(passage, par=coordination, decision=Decision.REFUSE, motif="Incarcération prochaine")
    recue.refresh_from_db()
    assert (recue.statut, recue.motif_refus) == (StatutOrientation.REFUSEE, "commission")
    assert "Incarcération" not in recue.reponse
    assert annonces()[-1] == "orientation.refusee"


def test_an_entry_is_told_to_the_partner_who_sent_the_person(coordination):
    recue = OrientationFactory()
    passage = _presente(recue, coordination)
    decider(passage, par=coordination, decision=Decision.INTEGRE, motif="Sans critère connu")
    recue.refresh_from_db()
    assert recue.statut == StatutOrientation.ACCEPTEE
    assert annonces()[-1] == "orientation.integree"


def test_nothing_more_is_told_of_who_refuses_the_sharing(coordination):
    recue = OrientationFactory()
    passage = _presente(recue, coordination)
    noter_opposition(passage.parcours.participant, par=coordination)
    avant = annonces()
    decider(passage, par=coordination, decision=Decision.REFUSE, motif="Trop tôt")
    recue.refresh_from_db()
    assert (recue.statut, annonces()) == (StatutOrientation.ACCEPTEE, avant)


def test_both_sides_write(coordination):
    recue = OrientationFactory()
    questionner(recue, par=coordination, texte="Est-elle disponible le matin ?")
    repondre(recue, par=recue.deposee_par, declarant=QUI, texte="Oui.")
    with pytest.raises(PermissionDenied):
        repondre(recue, par=AgentFactory(role=Role.PARTENAIRE), declarant=QUI, texte="Moi aussi.")
    assert list(recue.messages.values_list("de_la_maison", "declarant")) == [
        (True, ""),
        (False, QUI),
    ]
    assert set(annonces()) == {"orientation.message"}


def test_a_document_is_checked_and_stops_coming_with_the_answer(coordination):
    recue = OrientationFactory()
    qui = {"par": recue.deposee_par, "declarant": QUI}
    joint = joindre(recue, fichier=depot(PDF), type=TypePiece.CV, **qui)
    assert joint.fichier.name.startswith("pieces/")
    assert annonces() == ["orientation.document"]
    with pytest.raises(ValidationError, match="type de fichier"):
        joindre(recue, fichier=depot(b"MZ un programme", "cv.pdf"), **qui)
    with pytest.raises(ValidationError, match="accompagne déjà"):
        joindre(recue, fichier=depot(PDF), **qui)
    refuser(recue, par=coordination, version=1, motif_refus="autre")
    with pytest.raises(ValidationError, match="n'attend plus"):
        joindre(recue, fichier=depot(PDF + b"\n"), **qui)


def test_nobody_joins_a_document_to_the_orientation_of_another_partner():
    recue, autre = OrientationFactory(), OrientationFactory()
    with pytest.raises(PermissionDenied):
        joindre(recue, fichier=depot(PDF), par=autre.deposee_par, declarant=QUI)
    assert not recue.documents.exists()


def test_withdrawn_it_keeps_no_document(django_capture_on_commit_callbacks):
    recue = OrientationFactory()
    fichier = PieceOrientationFactory(orientation=recue).fichier
    with django_capture_on_commit_callbacks(execute=True):
        retiree = retirer(recue, par=recue.deposee_par, version=1)
    assert retiree.statut == StatutOrientation.RETIREE
    assert not retiree.documents.exists()
    assert not fichier.storage.exists(fichier.name)


def test_without_answer_in_time_the_partner_is_told_and_the_house_may_still_answer(coordination):
    hier = timezone.localdate() - timedelta(days=1)
    passee = OrientationFactory(repondre_avant=hier)
    aujourdhui = OrientationFactory(repondre_avant=timezone.localdate())
    assert (expirer(), expirer()) == (1, 0)
    for orientation in (passee, aujourdhui):
        orientation.refresh_from_db()
    assert (passee.statut, aujourdhui.statut) == ("expiree", "nouvelle")
    assert annonces() == ["orientation.expiree"]
    assert accepter(passee, par=coordination, version=2).statut == StatutOrientation.ACCEPTEE


def test_who_is_to_answer_is_reminded_once_by_a_mail_that_names_nobody(coordination):
    referent, bientot = AgentFactory(), timezone.localdate() + timedelta(days=3)
    a_coordination = OrientationFactory(repondre_avant=bientot)
    OrientationFactory(repondre_avant=bientot, confiee_a=referent.structure)
    plus_tard = OrientationFactory(repondre_avant=bientot + timedelta(days=1))
    assert (relancer(), relancer()) == (2, 0)
    # The one whose day has not come is still to be reminded.
    assert relancer(timezone.localdate() + timedelta(days=1)) == 1
    plus_tard.refresh_from_db()
    assert plus_tard.relancee_le is not None
    assert {tuple(courriel.bcc) for courriel in mail.outbox} == {
        (coordination.email,),
        (referent.email,),
    }
    assert all(a_coordination.nom not in courriel.body for courriel in mail.outbox)
