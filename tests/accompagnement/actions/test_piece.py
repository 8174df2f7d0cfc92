from datetime import date
from functools import partial
from pathlib import Path

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from accompagnement.actions.piece import (
    deposer,
    lire_piece,
    modifier_piece,
    retirer_piece,
    verifier_piece,
)
from accompagnement.models import Piece
from plie.comptes.enums import Role
from plie.socle.erreurs import Conflit
from tests import fichiers
from tests.clamav import clamav
from tests.fichiers import depot, photo
from tests.usines import AgentFactory, CoordinationFactory, CritereFactory, ParcoursFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def dossier_des_fichiers(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def parcours():
    return ParcoursFactory(actif=True)


@pytest.fixture
def par():
    return AgentFactory(role=Role.COORDINATION)


def _deposer(parcours, par, fichier=None, **champs):
    return deposer(
        parcours.participant,
        par=par,
        parcours=parcours,
        fichier=fichier or depot(fichiers.PDF),
        **{"type": "identite", "date_piece": None, "date_fin_validite": None, **champs},
    )


def _gardes(dossier):
    return [chemin for chemin in Path(dossier).rglob("*") if chemin.is_file()]


def test_a_document_is_kept_under_a_name_that_says_nothing(parcours, par, dossier_des_fichiers):
    piece = _deposer(parcours, par, depot(fichiers.PDF, "../../etc/Jean Dupont RSA.exe"))
    assert piece.nom == "Jean Dupont RSA.pdf"
    [garde] = _gardes(dossier_des_fichiers)
    assert garde.parent.name == "pieces"
    assert "Dupont" not in garde.name and garde.suffix == ""
    assert lire_piece(piece) == fichiers.PDF


def test_the_same_file_twice_is_recognised(parcours, par, dossier_des_fichiers):
    _deposer(parcours, par, depot(photo(), "recto.jpg"))
    with pytest.raises(ValidationError, match="déjà dans le dossier"):
        _deposer(parcours, par, depot(photo(), "copie.jpg"), type="cv")
    assert len(_gardes(dossier_des_fichiers)) == 1


def test_two_people_may_have_the_same_document(parcours, par):
    _deposer(parcours, par)
    assert _deposer(ParcoursFactory(actif=True), par).pk


def test_two_deposits_at_once_leave_one_row(parcours, par):
    """The check before and the row after are two moments: the constraint has the last word."""
    piece = _deposer(parcours, par)
    piece.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        piece.save(force_insert=True)


def test_a_refused_deposit_leaves_neither_row_nor_file(parcours, par, dossier_des_fichiers):
    with pytest.raises(ValidationError, match="précède"):
        _deposer(parcours, par, date_piece=date(2025, 3, 2), date_fin_validite=date(2025, 3, 1))
    assert not Piece.objects.exists()
    assert _gardes(dossier_des_fichiers) == []


def test_an_infected_document_leaves_neither_row_nor_file(
    settings, parcours, par, dossier_des_fichiers
):
    infecte = depot(fichiers.PDF + fichiers.EICAR)
    with (
        clamav() as (settings.CLAMAV_URL, _),
        pytest.raises(ValidationError, match="antivirus"),
    ):
        _deposer(parcours, par, infecte)
    assert not Piece.objects.exists()
    assert _gardes(dossier_des_fichiers) == []


@pytest.mark.parametrize(
    ("type_", "attendu"),
    [("rsa", date(2025, 5, 28)), ("domicile", date(2025, 8, 28)), ("identite", None)],
)
def test_the_validity_of_its_type_counts_from_its_date(parcours, par, type_, attendu):
    piece = _deposer(parcours, par, type=type_, date_piece=date(2025, 2, 28))
    assert piece.date_fin_validite == attendu


def test_a_date_typed_prevails(parcours, par):
    fin = date(2025, 12, 31)
    piece = _deposer(parcours, par, type="rsa", date_piece=date(2025, 2, 28), date_fin_validite=fin)
    assert piece.date_fin_validite == fin


@time_machine.travel("2026-11-24T10:00:00+01:00")
def test_a_document_is_not_dated_of_tomorrow(parcours, par):
    with pytest.raises(ValidationError, match="futur"):
        _deposer(parcours, par, date_piece=date(2026, 11, 25))


def test_it_proves_the_criteria_of_its_own_parcours_only(parcours, par):
    sien, autre = CritereFactory(parcours=parcours), CritereFactory()
    piece = _deposer(parcours, par, type="rsa", criteres=[sien, autre])
    assert list(piece.criteres.all()) == [sien]


def test_what_is_changed_is_to_be_checked_again(parcours, par):
    piece = verifier_piece(_deposer(parcours, par), par=par)
    assert piece.verifiee_par == par
    modifiee = modifier_piece(piece, par=par, version=piece.version, type="domicile")
    assert (modifiee.type, modifiee.verifiee_le) == ("domicile", None)


def test_two_people_who_change_it_at_once_are_told(parcours, par):
    piece = _deposer(parcours, par)
    modifier_piece(piece, par=par, version=piece.version, type="domicile")
    with pytest.raises(Conflit):
        modifier_piece(piece, par=par, version=piece.version, type="cv")


def test_checked_twice_it_keeps_its_first_checker(parcours, par):
    piece = verifier_piece(_deposer(parcours, par), par=par)
    assert verifier_piece(piece, par=CoordinationFactory()).verifiee_par == par


@pytest.mark.django_db(transaction=True)
def test_a_withdrawn_document_takes_its_file_away(parcours, par, dossier_des_fichiers):
    retirer_piece(_deposer(parcours, par), par=par, motif="Erreur")
    assert not Piece.objects.exists()
    assert _gardes(dossier_des_fichiers) == []


@pytest.mark.django_db(transaction=True)
def test_a_withdrawal_undone_leaves_the_row_and_its_file(parcours, par, dossier_des_fichiers):
    piece = _deposer(parcours, par)
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        retirer_piece(piece, par=par, motif="Erreur")
        raise ZeroDivisionError
    assert lire_piece(Piece.objects.get()) == fichiers.PDF


def test_a_document_already_withdrawn_is_said_to_be(parcours, par):
    piece = _deposer(parcours, par)
    retirer_piece(Piece.objects.get(), par=par, motif="Erreur")
    for acte in (
        partial(retirer_piece, motif="Erreur"),
        verifier_piece,
        partial(modifier_piece, version=1),
    ):
        with pytest.raises(ValidationError, match="retirée du dossier"):
            acte(piece, par=par)


def test_the_proof_of_a_validated_exit_stays(par):
    sorti = ParcoursFactory(sorti=True)
    piece = _deposer(sorti, par, sortie=sorti.sortie)
    with pytest.raises(ValidationError, match="validée"):
        retirer_piece(piece, par=par, motif="Erreur")
    assert Piece.objects.exists()


def test_a_file_altered_on_the_disk_is_not_served(parcours, par, dossier_des_fichiers):
    piece = _deposer(parcours, par)
    [garde] = _gardes(dossier_des_fichiers)
    garde.chmod(0o600)
    garde.write_bytes(fichiers.PDF + b"%")
    with pytest.raises(ValidationError, match="n'est plus"):
        lire_piece(piece)
    garde.unlink()
    with pytest.raises(ValidationError, match="introuvable"):
        lire_piece(piece)
