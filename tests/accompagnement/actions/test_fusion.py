from datetime import date, timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from accompagnement.actions.commission import inscrire
from accompagnement.actions.courriel import refuser_courriels
from accompagnement.actions.fusion import annuler_fusion, fusionner
from accompagnement.actions.partage import consulter, noter_opposition, partager, retrouver
from accompagnement.actions.participant import modifier_participant
from accompagnement.actions.situation import enregistrer_diagnostic
from accompagnement.enums import Statut, TypePiece
from accompagnement.models import Brouillon, Parcours, Participant
from plie.comptes.enums import Role
from tests.usines import (
    AgentFactory,
    CommissionFactory,
    EmargementFactory,
    EntretienFactory,
    EtapeFactory,
    MemoFactory,
    MiseEnRelationFactory,
    MotFactory,
    ParcoursFactory,
    ParticipantFactory,
    PieceFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def par():
    return AgentFactory(role=Role.COORDINATION)


@pytest.fixture
def deux():
    """(a person entered, the same person prescribed again under another spelling)."""
    garde = ParticipantFactory(nom="Lefevre", prenom="Ana", telephone="")
    absorbe = ParticipantFactory(
        nom="Lefèvre", prenom="Anna", telephone="0611", numero_france_travail="12345678901"
    )
    ParcoursFactory(participant=garde, actif=True)
    return garde, absorbe


def _relire(*participants):
    return [Participant.objects.get(pk=p.pk) for p in participants]


def test_each_field_comes_from_the_dossier_chosen(deux, par):
    garde, absorbe = deux
    fusionner(garde, absorbe, par=par, choix={"nom": "absorbe", "telephone": "absorbe"})
    garde, absorbe = _relire(*deux)
    assert (garde.nom, garde.prenom, garde.telephone) == ("Lefèvre", "Ana", "0611")
    assert absorbe.fusionne_dans == garde


def test_the_number_finds_the_dossier_that_stays(deux, par):
    fusionner(*deux, par=par, choix={})
    garde, absorbe = _relire(*deux)
    assert (garde.numero_france_travail, absorbe.numero_france_travail) == ("12345678901", None)


def test_every_parcours_becomes_one_of_the_dossier_kept(deux, par):
    garde, absorbe = deux
    ancien = ParcoursFactory(
        participant=absorbe,
        sorti=True,
        date_entree=date(2020, 1, 1),
        date_sortie=date(2021, 1, 1),
    )
    fusionner(garde, absorbe, par=par, choix={})
    assert ancien in garde.parcours.all()
    assert not absorbe.parcours.exists()


def test_of_two_open_parcours_the_one_not_entered_is_closed_and_its_notes_go_on(deux, par):
    garde, absorbe = deux
    en_trop = ParcoursFactory(participant=absorbe)
    notes = [
        usine(parcours=en_trop) for usine in (EntretienFactory, EtapeFactory, MiseEnRelationFactory)
    ]
    fusion = fusionner(garde, absorbe, par=par, choix={})
    en_cours = garde.parcours.get(statut=Statut.ACTIF)
    for objet in notes:
        objet.refresh_from_db()
        assert objet.parcours == en_cours
    assert Parcours.objects.get(pk=en_trop.pk).statut == Statut.REFUSE
    annuler_fusion(fusion, par=par)
    for objet in notes:
        objet.refresh_from_db()
        assert objet.parcours == en_trop


def test_words_and_things_to_do_follow_the_parcours_that_goes_on(deux, par):
    garde, absorbe = deux
    va, en_trop = garde.parcours.get(), ParcoursFactory(participant=absorbe)
    ecrits = [MotFactory(parcours=en_trop), MemoFactory(parcours=en_trop)]
    fusion = fusionner(garde, absorbe, par=par, choix={})
    for parcours in (va, en_trop):
        for ecrit in ecrits:
            ecrit.refresh_from_db()
            assert ecrit.parcours_id == parcours.pk
        if parcours == va:
            annuler_fusion(fusion, par=par)


def test_an_unfinished_note_follows_its_meeting(deux, par):
    garde, absorbe = deux
    va, en_trop = garde.parcours.get(), ParcoursFactory(participant=absorbe)
    cles = (f"entretien:{EntretienFactory(parcours=en_trop).pk}", "entretien:creer")
    sien, nouveau = (
        Brouillon.objects.create(agent=par, parcours=en_trop, cle=cle, contenu={}) for cle in cles
    )
    fusion = fusionner(garde, absorbe, par=par, choix={})
    ou = dict(Brouillon.objects.values_list("pk", "parcours"))
    assert ou == {sien.pk: va.pk, nouveau.pk: en_trop.pk}
    annuler_fusion(fusion, par=par)
    assert set(Brouillon.objects.values_list("parcours", flat=True)) == {en_trop.pk}


def test_mises_en_relation_follow_their_parcours_to_the_dossier_kept(deux, par):
    garde, absorbe = deux
    ancien = ParcoursFactory(
        participant=absorbe,
        sorti=True,
        date_entree=date(2020, 1, 1),
        date_sortie=date(2021, 1, 1),
    )
    mise = MiseEnRelationFactory(parcours=ancien)
    fusionner(garde, absorbe, par=par, choix={})
    mise.refresh_from_db()
    assert (mise.parcours, mise.parcours.participant) == (ancien, garde)


def test_an_offer_proposed_on_both_sides_goes_on_once(deux, par):
    garde, absorbe = deux
    en_trop = ParcoursFactory(participant=absorbe)
    gardee = MiseEnRelationFactory(parcours=garde.parcours.get())
    double = MiseEnRelationFactory(parcours=en_trop, offre=gardee.offre)
    fusion = fusionner(garde, absorbe, par=par, choix={})
    for mise, parcours in ((gardee, gardee.parcours), (double, en_trop)):
        mise.refresh_from_db()
        assert mise.parcours == parcours
    annuler_fusion(fusion, par=par)
    double.refresh_from_db()
    assert double.parcours.participant == absorbe
    assert Parcours.objects.get(pk=en_trop.pk).statut == Statut.PRESCRIT
    assert absorbe.parcours.get() == en_trop


def test_a_merge_undone_gives_back_two_dossiers_as_they_were(deux, par):
    avant = [p.__dict__ | {"_state": None} for p in _relire(*deux)]
    fusion = fusionner(*deux, par=par, choix={"nom": "absorbe", "date_naissance": "absorbe"})
    annuler_fusion(fusion, par=par)
    apres = [p.__dict__ | {"_state": None} for p in _relire(*deux)]
    avant[0]["version"] = apres[0]["version"]
    assert apres == avant


def test_what_was_corrected_since_stays(deux, par):
    fusion = fusionner(*deux, par=par, choix={"nom": "absorbe"})
    garde = Participant.objects.get(pk=deux[0].pk)
    modifier_participant(garde, par=par, version=garde.version, prenom="Anne-Marie")
    annuler_fusion(fusion, par=par)
    garde = Participant.objects.get(pk=deux[0].pk)
    assert (garde.nom, garde.prenom) == ("Lefevre", "Anne-Marie")


def test_documents_follow_but_those_already_there(deux, par, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    garde, absorbe = deux
    PieceFactory(participant=garde, empreinte="a" * 64)
    PieceFactory(participant=absorbe, empreinte="a" * 64)
    suivie = PieceFactory(participant=absorbe, empreinte="b" * 64)
    fusion = fusionner(garde, absorbe, par=par, choix={})
    assert garde.pieces.count() == 2 and suivie in garde.pieces.all()
    annuler_fusion(fusion, par=par)
    assert absorbe.pieces.count() == 2


def test_a_document_received_since_goes_with_its_parcours(deux, par):
    garde, absorbe = deux
    venu = ParcoursFactory(participant=absorbe)
    fusion = fusionner(garde, absorbe, par=par, choix={})
    recue = PieceFactory(participant=garde, parcours=venu)
    annuler_fusion(fusion, par=par)
    recue.refresh_from_db()
    assert recue.participant == absorbe


def test_who_refuses_mails_is_heard_whatever_their_dossier_became(deux, par):
    garde, absorbe = deux
    premiere = fusionner(garde, absorbe, par=par, choix={})
    troisieme = ParticipantFactory()
    seconde = fusionner(troisieme, garde, par=par, choix={})
    refuser_courriels(absorbe.pk)
    assert not any(p.accepte_courriels for p in _relire(garde, absorbe, troisieme))
    annuler_fusion(seconde, par=par)
    annuler_fusion(premiere, par=par)
    assert not any(p.accepte_courriels for p in _relire(garde, absorbe))


@pytest.mark.parametrize("a_tous", [True, False])
def test_what_a_person_refuses_to_share_stays_refused(deux, par, a_tous):
    partenaire = AgentFactory(role=Role.PARTENAIRE)
    qui = {"par": partenaire, "declarant": "Renée Dupont"}
    structure = None if a_tous else partenaire.structure
    noter_opposition(deux[1], par=par, structure=structure)
    fusion = fusionner(*deux, par=par, choix={})
    assert retrouver("12345678901", **qui) is None
    annuler_fusion(fusion, par=par)
    assert retrouver("12345678901", **qui) is None
    assert not deux[0].oppositions.exists()


def test_a_refusal_of_both_dossiers_is_one(deux, par):
    for personne in deux:
        noter_opposition(personne, par=par)
    fusion = fusionner(*deux, par=par, choix={})
    annuler_fusion(fusion, par=par)
    assert [personne.oppositions.en_cours().count() for personne in deux] == [1, 1]


def test_what_was_refused_while_they_were_one_is_refused_for_both(deux, par):
    noter_opposition(deux[0], par=par, structure=AgentFactory(role=Role.PARTENAIRE).structure)
    fusion = fusionner(*deux, par=par, choix={})
    noter_opposition(deux[0], par=par)
    annuler_fusion(fusion, par=par)
    refus = [[o.structure for o in personne.oppositions.en_cours()] for personne in deux]
    assert [len(refus[0]), refus[1]] == [2, [None]]


def test_an_older_merge_that_does_not_say_what_was_refused_before_copies_nothing(deux, par):
    noter_opposition(deux[0], par=par)
    fusion = fusionner(*deux, par=par, choix={})
    del fusion.detail["oppositions_avant"]
    fusion.save()
    annuler_fusion(fusion, par=par)
    assert [personne.oppositions.en_cours().count() for personne in deux] == [1, 0]


def test_a_partner_finds_whom_it_knows_under_the_same_name(deux, par):
    garde, absorbe = deux
    un, deux_fois = (AgentFactory(role=Role.PARTENAIRE) for _ in range(2))
    partages = [partager(absorbe.pk, agent.structure_id) for agent in (un, deux_fois)]
    deja = partager(garde.pk, deux_fois.structure_id)
    fusion = fusionner(garde, absorbe, par=par, choix={})
    lire = {agent: {"par": agent, "declarant": ""} for agent in (un, deux_fois)}
    assert consulter(partages[0].identifiant, **lire[un]).participant_id == garde.pk
    assert consulter(partages[1].identifiant, **lire[deux_fois]) is None
    assert consulter(deja.identifiant, **lire[deux_fois]).participant_id == garde.pk
    annuler_fusion(fusion, par=par)
    assert consulter(partages[0].identifiant, **lire[un]).participant_id == absorbe.pk


def test_a_person_is_not_merged_with_itself(deux, par):
    with pytest.raises(ValidationError, match="elle-même"):
        fusionner(deux[0], deux[0], par=par, choix={})
    with pytest.raises(IntegrityError), transaction.atomic():
        Participant.objects.filter(pk=deux[0].pk).update(fusionne_dans=deux[0])


def test_a_dossier_is_merged_once(deux, par):
    fusionner(*deux, par=par, choix={})
    with pytest.raises(ValidationError, match="déjà fusionné"):
        fusionner(ParticipantFactory(), deux[1], par=par, choix={})


def test_two_people_entered_at_once_are_not_merged(deux, par):
    ParcoursFactory(participant=deux[1], actif=True)
    with pytest.raises(ValidationError, match="déjà entrées"):
        fusionner(*deux, par=par, choix={})
    assert Participant.objects.get(pk=deux[1].pk).fusionne_dans is None


def test_the_dossier_entered_is_the_one_to_keep(deux, par):
    ParcoursFactory(participant=deux[1])
    with pytest.raises(ValidationError, match="Gardez plutôt"):
        fusionner(deux[1], deux[0], par=par, choix={})


def test_a_case_before_a_commission_is_decided_first(deux, par):
    en_trop = ParcoursFactory(participant=deux[1])
    enregistrer_diagnostic(en_trop, par=par, criteres=["rsa"])
    Parcours.objects.filter(pk=en_trop.pk).update(statut=Statut.PRESENTE)
    inscrire(en_trop, par=par, commission=CommissionFactory())
    with pytest.raises(ValidationError, match="attend une décision"):
        fusionner(*deux, par=par, choix={})


def test_a_birth_date_after_an_entry_of_the_other_is_refused(deux, par):
    garde, absorbe = deux
    ParcoursFactory(
        participant=absorbe, sorti=True, date_entree=date(2004, 1, 1), date_sortie=date(2004, 2, 1)
    )
    Participant.objects.filter(pk=garde.pk).update(date_naissance=date(2005, 1, 1))
    with pytest.raises(ValidationError, match="avant cette date"):
        fusionner(garde, absorbe, par=par, choix={})


def test_after_thirty_days_a_merge_stays(deux, par):
    fusion = fusionner(*deux, par=par, choix={})
    with (
        time_machine.travel(timezone.now() + timedelta(days=30, minutes=1)),
        pytest.raises(ValidationError, match="30 jours"),
    ):
        annuler_fusion(fusion, par=par)
    annuler_fusion(fusion, par=par)
    with pytest.raises(ValidationError, match="déjà annulée"):
        annuler_fusion(fusion, par=par)


def test_chained_merges_are_undone_from_the_last(deux, par):
    garde, absorbe = deux
    premiere = fusionner(garde, absorbe, par=par, choix={})
    troisieme = ParticipantFactory()
    fusionner(troisieme, garde, par=par, choix={})
    with pytest.raises(ValidationError, match="Annulez d'abord"):
        annuler_fusion(premiere, par=par)


def test_nobody_follows_the_parcours_set_aside_until_the_merge_is_undone(deux, par):
    garde, absorbe = deux
    autre = AgentFactory()
    en_trop = ParcoursFactory(participant=absorbe, structure=autre.structure, referent=autre)
    fusion = fusionner(garde, absorbe, par=par, choix={})
    affectation = en_trop.affectations.get()
    assert affectation.date_fin == timezone.localdate()
    assert not Parcours.objects.confies_a(autre).exists()
    assert not Parcours.objects.visibles_par(autre).ouverts().exists()
    annuler_fusion(fusion, par=par)
    affectation.refresh_from_db()
    assert (affectation.agent, affectation.date_fin) == (autre, None)


def test_documents_go_on_where_the_person_is_accompanied(deux, par):
    garde, absorbe = deux
    en_cours = garde.parcours.get()
    en_trop = ParcoursFactory(participant=absorbe)
    suivie = PieceFactory(participant=absorbe, parcours=en_trop, empreinte="a" * 64)
    double = PieceFactory(participant=absorbe, parcours=en_trop, empreinte="b" * 64)
    PieceFactory(participant=garde, parcours=en_cours, empreinte="b" * 64)
    fusion = fusionner(garde, absorbe, par=par, choix={})
    for piece, attendu in ((suivie, (garde, en_cours)), (double, (absorbe, en_trop))):
        piece.refresh_from_db()
        assert (piece.participant, piece.parcours) == attendu
    annuler_fusion(fusion, par=par)
    suivie.refresh_from_db()
    assert (suivie.participant, suivie.parcours) == (absorbe, en_trop)


def test_what_was_signed_meanwhile_goes_back_with_its_entretien(deux, par, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    garde, absorbe = deux
    va, en_trop = garde.parcours.get(), ParcoursFactory(participant=absorbe)
    dessine, sur_feuille, melange = EntretienFactory.create_batch(3, parcours=en_trop)
    fusion = fusionner(garde, absorbe, par=par, choix={})
    reste = EntretienFactory(parcours=va)
    seule, mixte = PieceFactory.create_batch(
        2, participant=garde, parcours=va, type=TypePiece.EMARGEMENT
    )
    for entretien, piece in (
        (dessine, None),
        (sur_feuille, seule),
        (melange, mixte),
        (reste, mixte),
    ):
        papier = {"fichier": "", "piece": piece} if piece else {}
        EmargementFactory(entretien=entretien, parcours=va, **papier)
    annuler_fusion(fusion, par=par)
    assert set(en_trop.emargements.values_list("entretien", flat=True)) == {
        dessine.pk,
        sur_feuille.pk,
        melange.pk,
    }
    for piece, attendu in ((seule, (absorbe, en_trop)), (mixte, (garde, va))):
        piece.refresh_from_db()
        assert (piece.participant, piece.parcours) == attendu


def test_what_was_joined_meanwhile_goes_back_with_its_entretien(deux, par):
    garde, absorbe = deux
    va, en_trop = garde.parcours.get(), ParcoursFactory(participant=absorbe)
    entretien = EntretienFactory(parcours=en_trop)
    fusion = fusionner(garde, absorbe, par=par, choix={})
    jointe = PieceFactory(participant=garde, parcours=va, entretien=entretien)
    annuler_fusion(fusion, par=par)
    jointe.refresh_from_db()
    assert (jointe.participant, jointe.parcours) == (absorbe, en_trop)
    assert jointe.entretien == entretien


def test_sms_are_not_accepted_on_a_number_that_receives_none(deux, par):
    garde, absorbe = deux
    Participant.objects.filter(pk=garde.pk).update(accepte_sms=True, telephone="06 12 34 56 78")
    Participant.objects.filter(pk=absorbe.pk).update(telephone="03 27 00 00 00")
    fusion = fusionner(garde, absorbe, par=par, choix={"telephone": "absorbe"})
    assert not _relire(garde)[0].accepte_sms
    annuler_fusion(fusion, par=par)
    assert _relire(garde)[0].accepte_sms
