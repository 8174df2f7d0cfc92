"""What proves a validated exit stays."""

from datetime import date, datetime, time
from functools import partial

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.utils import timezone

from accompagnement.actions.emploi import joindre_preuve
from accompagnement.actions.piece import (
    modifier_piece,
    refuser_piece,
    reprendre_verification,
    retirer_piece,
    verifier_piece,
)
from accompagnement.enums import Decision, EtatPreuve
from accompagnement.lecture.sortie import lire_sorties, sortie_fondee
from accompagnement.models import Piece
from plie.comptes.enums import Role
from tests.accompagnement.corrections import sortant, trancher
from tests.accompagnement.pieces import deposer_piece
from tests.concurrence import ecrire_pendant
from tests.fichiers import photo
from tests.usines import (
    AgentFactory,
    EmploiFactory,
    EtapeFactory,
    ParcoursFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def dossier_des_fichiers(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def par():
    return AgentFactory(role=Role.COORDINATION)


def test_the_proof_of_a_validated_exit_stays(par):
    sorti = ParcoursFactory(sorti=True)
    piece = deposer_piece(sorti, par, sortie=sorti.sortie)
    verifier_piece(piece, par=par)
    with pytest.raises(ValidationError, match="validée"):
        retirer_piece(piece, par=par, motif="Erreur")
    with pytest.raises(ValidationError, match="validée"):
        modifier_piece(piece, par=par, version=2, sortie=None)
    assert Piece.objects.get().sortie == sorti.sortie


def test_a_proof_once_checked_for_a_validated_exit_is_not_destroyed_in_two_steps(par):
    """Changed as it was, it is no longer checked: the history still tells. The référent of a
    parcours since changes none that is checked."""
    sorti = ParcoursFactory(sorti=True)
    referent = AgentFactory()
    ParcoursFactory(
        actif=True, participant=sorti.participant, date_entree=date(2025, 9, 1), referent=referent
    )
    piece = verifier_piece(deposer_piece(sorti, par, sortie=sorti.sortie), par=par)
    with pytest.raises(ValidationError, match="vérifie les pièces"):
        modifier_piece(piece, par=referent, version=2)
    piece = modifier_piece(piece, par=par, version=2)
    assert piece.verifiee_le is None
    with pytest.raises(ValidationError, match="validée"):
        modifier_piece(piece, par=referent, version=3, sortie=None)
    with pytest.raises(ValidationError, match="validée"):
        retirer_piece(piece, par=referent, motif="Doublon")


def test_a_proof_that_was_there_when_the_exit_was_decided_stays_though_unchecked(par):
    """It may still be refused, which destroys nothing."""
    sorti = ParcoursFactory(sorti=True)
    decidee_le = datetime.combine(sorti.sortie.validee_le, time(9), timezone.get_current_timezone())
    with time_machine.travel(decidee_le, tick=False):
        piece = deposer_piece(sorti, par, sortie=sorti.sortie)
    for acte in (partial(retirer_piece, motif="Erreur"), partial(modifier_piece, version=1)):
        with pytest.raises(ValidationError, match="validée"):
            acte(piece, par=par, **({"sortie": None} if acte.func is modifier_piece else {}))
    piece = refuser_piece(piece, par=par, motif="Illisible")
    with pytest.raises(ValidationError, match="validée"):
        retirer_piece(piece, par=par, motif="Une autre vient")


@pytest.mark.parametrize("motif", ["cdi", "formation_qualifiante"])
def test_the_checked_proof_of_what_an_exit_rests_on_stays(par, motif, django_assert_num_queries):
    """Put on the job or the training, as the page of controls has it; another job proves nothing
    of the exit."""
    sorti = ParcoursFactory(sorti=True, motif=motif)
    if motif == "cdi":
        appui = {"emploi": EmploiFactory(parcours=sorti)}
        autre = {"emploi": EmploiFactory(parcours=sorti, date_debut=date(2025, 9, 1))}
    else:
        appui, autre = (
            {"etape": EtapeFactory(parcours=sorti, resultat=resultat, date_fin=date(2025, 5, 20))}
            for resultat in ("realisee", "abandonnee")
        )
    piece = verifier_piece(deposer_piece(sorti, par, **appui), par=par)
    with django_assert_num_queries(1):
        assert sortie_fondee(piece) == sorti.sortie
    for acte in (partial(retirer_piece, motif="Erreur"), partial(refuser_piece, motif="Floue")):
        with pytest.raises(ValidationError, match="validée"):
            acte(piece, par=par)
    [champ] = appui
    with pytest.raises(ValidationError, match="validée"):
        modifier_piece(piece, par=par, version=2, **{champ: None})
    retirer_piece(
        verifier_piece(deposer_piece(sorti, par, photo(), "a.jpg", **autre), par=par),
        par=par,
        motif="Erreur",
    )


@pytest.fixture
def preuve_a_valider(transactional_db, par):
    """(a case whose exit waits, the document checked that proves it)."""
    passage = sortant(par)
    sortie = passage.parcours.sortie
    return passage, verifier_piece(deposer_piece(passage.parcours, par, sortie=sortie), par=par)


def test_a_proof_is_not_withdrawn_while_its_exit_is_being_validated(preuve_a_valider, par):
    passage, piece = preuve_a_valider
    with pytest.raises(ValidationError, match="prouve une sortie validée"):
        ecrire_pendant(
            partial(trancher, passage, par, Decision.SORTIE_VALIDEE),
            partial(retirer_piece, piece, par=par, motif="Erreur"),
        )
    assert Piece.objects.get().sortie.validee_le


def test_an_exit_validated_while_its_proof_is_withdrawn_does_not_count_it(preuve_a_valider, par):
    passage, piece = preuve_a_valider
    ecrire_pendant(
        partial(retirer_piece, piece, par=par, motif="Erreur"),
        partial(trancher, passage, par, Decision.SORTIE_VALIDEE),
    )
    [lue] = lire_sorties([passage.parcours_id], par).values()
    assert lue.etat == EtatPreuve.ABSENTE


def test_the_proof_of_a_validated_exit_is_not_refused_once_checked(par):
    sorti = ParcoursFactory(sorti=True)
    piece = deposer_piece(sorti, par, sortie=sorti.sortie)
    verifier_piece(piece, par=par)
    with pytest.raises(ValidationError, match="validée"):
        refuser_piece(piece, par=par, motif="Illisible")


def test_a_check_taken_back_lets_no_proof_of_a_validated_exit_go(par):
    """To refuse it is what is left, and its file stays."""
    sorti = ParcoursFactory(sorti=True)
    piece = verifier_piece(deposer_piece(sorti, par, sortie=sorti.sortie), par=par)
    with pytest.raises(ValidationError, match="annulez la vérification"):
        refuser_piece(piece, par=par, motif="Illisible")
    piece = reprendre_verification(piece, par=par)
    for refuse in (False, True):
        if refuse:
            piece = refuser_piece(piece, par=par, motif="Au nom d'une autre personne")
        with pytest.raises(ValidationError, match="plus être retirée"):
            retirer_piece(piece, par=par, motif="Erreur")
        with pytest.raises(ValidationError, match="validée"):
            modifier_piece(piece, par=par, version=piece.version, sortie=None)
    assert Piece.objects.get().fichier.storage.exists(piece.fichier.name)


def test_a_proof_put_after_the_exit_was_validated_may_be_refused_or_taken_out(par):
    sorti = ParcoursFactory(sorti=True)
    piece = deposer_piece(sorti, par, sortie=sorti.sortie)
    assert refuser_piece(piece, par=par, motif="Illisible").refusee_le
    retirer_piece(piece, par=par, motif="Une autre vient")
    assert not Piece.objects.exists()


def test_a_follow_up_moves_no_proof_of_an_exit_and_what_it_moves_is_to_check_again(par):
    sorti = ParcoursFactory(sorti=True)
    fonde, autre = EmploiFactory(parcours=sorti), EmploiFactory(parcours=ParcoursFactory())
    tenue = verifier_piece(deposer_piece(sorti, par, emploi=fonde), par=par)
    avec_la_meme_personne = {"participant_id": sorti.participant_id}
    with pytest.raises(ValidationError, match="prouve une sortie validée"):
        joindre_preuve(autre, tenue, **avec_la_meme_personne)
    joindre_preuve(fonde, tenue, **avec_la_meme_personne)
    tenue.refresh_from_db()
    assert (tenue.emploi, tenue.verifiee_par) == (fonde, par)

    libre = verifier_piece(deposer_piece(sorti, par, photo(), "a.jpg"), par=par)
    joindre_preuve(fonde, libre, **avec_la_meme_personne)
    libre.refresh_from_db()
    assert (libre.emploi, libre.verifiee_le, libre.verifiee_par) == (fonde, None, None)
