from datetime import date
from functools import partial
from pathlib import Path

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from accompagnement.actions.critere import verifier_critere
from accompagnement.actions.piece import (
    deposer_ensemble,
    lire_piece,
    modifier_piece,
    refuser_piece,
    reprendre_refus,
    retirer_piece,
    verifier_piece,
)
from accompagnement.enums import EtatPreuve
from accompagnement.enums.notification import Notifie
from accompagnement.lecture.piece import preuves_des_criteres
from accompagnement.models import Notification, Parcours, Piece
from accompagnement.sorties.parcours import lire_faits
from plie.comptes.enums import Role
from plie.socle.erreurs import Conflit
from tests import fichiers
from tests.accompagnement.pieces import deposer_piece
from tests.clamav import clamav
from tests.fichiers import depot, photo
from tests.usines import (
    AgentFactory,
    CoordinationFactory,
    CritereFactory,
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
def parcours():
    return ParcoursFactory(actif=True)


@pytest.fixture
def par():
    return AgentFactory(role=Role.COORDINATION)


def _gardes(dossier):
    return [chemin for chemin in Path(dossier).rglob("*") if chemin.is_file()]


def test_a_document_is_kept_under_a_name_that_says_nothing(parcours, par, dossier_des_fichiers):
    piece = deposer_piece(parcours, par, fichiers.PDF, "../../etc/Jean Dupont RSA.exe")
    assert piece.nom == "Jean Dupont RSA.pdf"
    [garde] = _gardes(dossier_des_fichiers)
    assert garde.parent.name == "pieces"
    assert "Dupont" not in garde.name and garde.suffix == ""
    assert lire_piece(piece) == fichiers.PDF


def test_the_same_file_twice_is_recognised(parcours, par, dossier_des_fichiers):
    deposer_piece(parcours, par, photo(), "recto.jpg")
    with pytest.raises(ValidationError, match="déjà dans le dossier"):
        deposer_piece(parcours, par, photo(), "copie.jpg", type="cv")
    assert len(_gardes(dossier_des_fichiers)) == 1


def test_two_people_may_have_the_same_document(parcours, par):
    deposer_piece(parcours, par)
    assert deposer_piece(ParcoursFactory(actif=True), par).pk


def test_two_deposits_at_once_leave_one_row(parcours, par):
    """The check before and the row after are two moments: the constraint has the last word."""
    piece = deposer_piece(parcours, par)
    piece.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        piece.save(force_insert=True)


def test_a_refused_deposit_leaves_neither_row_nor_file(parcours, par, dossier_des_fichiers):
    with pytest.raises(ValidationError, match="précède"):
        deposer_piece(
            parcours, par, date_piece=date(2025, 3, 2), date_fin_validite=date(2025, 3, 1)
        )
    assert not Piece.objects.exists()
    assert _gardes(dossier_des_fichiers) == []


def test_an_infected_document_leaves_neither_row_nor_file(
    settings, parcours, par, dossier_des_fichiers
):
    infecte = fichiers.PDF + fichiers.EICAR
    with (
        clamav() as (settings.CLAMAV_URL, _),
        pytest.raises(ValidationError, match="antivirus"),
    ):
        deposer_piece(parcours, par, infecte)
    assert not Piece.objects.exists()
    assert _gardes(dossier_des_fichiers) == []


def test_of_several_files_one_refused_leaves_none(parcours, par, dossier_des_fichiers):
    fichiers_ = [depot(fichiers.PDF), depot(photo(), "verso.jpg"), depot(b"<svg/>", "x.svg")]
    sans_date = {"date_piece": None, "date_fin_validite": None}
    with pytest.raises(ValidationError, match="x.svg"):
        deposer_ensemble(
            parcours.participant, par=par, fichiers=fichiers_, type="identite", **sans_date
        )
    assert not Piece.objects.exists()
    assert _gardes(dossier_des_fichiers) == []


@pytest.mark.parametrize(
    ("type_", "attendu"),
    [("rsa", date(2025, 5, 28)), ("domicile", date(2025, 8, 28)), ("identite", None)],
)
def test_the_validity_of_its_type_counts_from_its_date(parcours, par, type_, attendu):
    piece = deposer_piece(parcours, par, type=type_, date_piece=date(2025, 2, 28))
    assert piece.date_fin_validite == attendu


def test_a_date_typed_prevails(parcours, par):
    fin = date(2025, 12, 31)
    piece = deposer_piece(
        parcours, par, type="rsa", date_piece=date(2025, 2, 28), date_fin_validite=fin
    )
    assert piece.date_fin_validite == fin


@time_machine.travel("2026-11-24T10:00:00+01:00")
def test_a_document_is_not_dated_of_tomorrow(parcours, par):
    with pytest.raises(ValidationError, match="futur"):
        deposer_piece(parcours, par, date_piece=date(2026, 11, 25))


def test_it_proves_the_criteria_of_its_own_parcours_only(parcours, par):
    sien, autre = CritereFactory(parcours=parcours), CritereFactory()
    piece = deposer_piece(parcours, par, type="rsa", criteres=[sien, autre])
    assert list(piece.criteres.all()) == [sien]


def test_what_is_changed_is_to_be_checked_again(parcours, par):
    piece = verifier_piece(deposer_piece(parcours, par), par=par)
    assert piece.verifiee_par == par
    modifiee = modifier_piece(piece, par=par, version=piece.version, type="domicile")
    assert (modifiee.type, modifiee.verifiee_le) == ("domicile", None)


def test_two_people_who_change_it_at_once_are_told(parcours, par):
    piece = deposer_piece(parcours, par)
    modifier_piece(piece, par=par, version=piece.version, type="domicile")
    with pytest.raises(Conflit):
        modifier_piece(piece, par=par, version=piece.version, type="cv")


def test_checked_twice_it_keeps_its_first_checker(parcours, par):
    piece = verifier_piece(deposer_piece(parcours, par), par=par)
    assert verifier_piece(piece, par=CoordinationFactory()).verifiee_par == par


@pytest.mark.django_db(transaction=True)
def test_a_withdrawn_document_takes_its_file_away(parcours, par, dossier_des_fichiers):
    retirer_piece(deposer_piece(parcours, par), par=par, motif="Erreur")
    assert not Piece.objects.exists()
    assert _gardes(dossier_des_fichiers) == []


@pytest.mark.django_db(transaction=True)
def test_a_withdrawal_undone_leaves_the_row_and_its_file(parcours, par, dossier_des_fichiers):
    piece = deposer_piece(parcours, par)
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        retirer_piece(piece, par=par, motif="Erreur")
        raise ZeroDivisionError
    assert lire_piece(Piece.objects.get()) == fichiers.PDF


def test_a_document_already_withdrawn_is_said_to_be(parcours, par):
    piece = deposer_piece(parcours, par)
    retirer_piece(Piece.objects.get(), par=par, motif="Erreur")
    for acte in (
        partial(retirer_piece, motif="Erreur"),
        verifier_piece,
        partial(refuser_piece, motif="Illisible"),
        reprendre_refus,
        partial(modifier_piece, version=1),
    ):
        with pytest.raises(ValidationError, match="retirée du dossier"):
            acte(piece, par=par)


def test_a_file_altered_on_the_disk_is_not_served(parcours, par, dossier_des_fichiers):
    piece = deposer_piece(parcours, par)
    [garde] = _gardes(dossier_des_fichiers)
    garde.chmod(0o600)
    garde.write_bytes(fichiers.PDF + b"%")
    with pytest.raises(ValidationError, match="n'est plus"):
        lire_piece(piece)
    garde.unlink()
    with pytest.raises(ValidationError, match="introuvable"):
        lire_piece(piece)


@pytest.mark.parametrize("motif", ["", "   "])
def test_a_refusal_says_why(parcours, par, motif):
    piece = deposer_piece(parcours, par)
    with pytest.raises(ValidationError, match="motif"):
        refuser_piece(piece, par=par, motif=motif)
    piece.refresh_from_db()
    assert piece.refusee_le is None


def test_the_database_holds_what_a_refusal_is(parcours, par):
    """A reason, an author and a day; never checked and refused at once."""
    piece = deposer_piece(parcours, par)
    entier = {"refusee_par": par, "refusee_le": date(2025, 3, 1), "motif_refus": "Illisible"}
    verifiee = {"verifiee_par": par, "verifiee_le": date(2025, 3, 1)}
    faux = [
        entier | {"motif_refus": " "},
        entier | {"refusee_par": None},
        entier | {"refusee_le": None},
        {"motif_refus": "Illisible"},
        entier | verifiee,
    ]
    for champs in faux:
        with pytest.raises(IntegrityError), transaction.atomic():
            Piece.objects.filter(pk=piece.pk).update(**champs)
    Piece.objects.filter(pk=piece.pk).update(**entier)


def test_a_refused_document_proves_nothing(parcours, par):
    critere = CritereFactory(parcours=parcours, code="rsa")
    piece = deposer_piece(parcours, par, type="rsa", criteres=[critere])
    verifier_critere(critere, par=par)
    verifier_piece(piece, par=par)
    refuser_piece(piece, par=par, motif="Au nom d'une autre personne")
    critere.refresh_from_db()
    assert critere.verifie_le is None
    with pytest.raises(ValidationError, match="Aucune pièce"):
        verifier_critere(critere, par=par)
    [preuve] = preuves_des_criteres([critere], [Piece.objects.get()])
    assert (preuve.etat, preuve.piece) == (EtatPreuve.REFUSEE, None)
    assert not Parcours.objects.avec_pieces_a_verifier().exists()


@pytest.mark.parametrize(
    "acte",
    [
        partial(retirer_piece, motif="Erreur"),
        partial(modifier_piece, version=1, criteres=[]),
    ],
)
def test_a_document_withdrawn_or_put_elsewhere_proves_no_more(parcours, par, acte):
    seul, autrement = (CritereFactory(parcours=parcours, code=code) for code in ("rsa", "ass"))
    piece = deposer_piece(parcours, par, type="rsa", criteres=[seul, autrement])
    deposer_piece(parcours, par, photo(), "ass.jpg", type="autre", criteres=[autrement])
    for critere in (seul, autrement):
        verifier_critere(critere, par=par)
    acte(piece, par=par)
    for critere in (seul, autrement):
        critere.refresh_from_db()
    assert (seul.verifie_le, seul.verifie_par) == (None, None)
    assert autrement.verifie_par == par


def test_a_criterion_whose_document_is_only_renamed_stays_checked(parcours, par):
    critere = CritereFactory(parcours=parcours, code="rsa")
    piece = deposer_piece(parcours, par, type="rsa", criteres=[critere])
    verifier_critere(critere, par=par)
    modifier_piece(piece, par=par, version=1, type="domicile", criteres=[critere])
    critere.refresh_from_db()
    assert critere.verifie_par == par


def test_a_refused_document_once_withdrawn_is_told_to_nobody(parcours, par):
    piece = refuser_piece(
        deposer_piece(parcours, CoordinationFactory()), par=par, motif="Illisible"
    )
    assert Notification.objects.filter(nature=Notifie.PIECE_REFUSEE).exists()
    retirer_piece(piece, par=par, motif="Erreur")
    assert not Notification.objects.exists()


def test_a_criterion_that_another_document_proves_stays_checked(parcours, par):
    critere = CritereFactory(parcours=parcours, code="rsa")
    piece = deposer_piece(parcours, par, type="rsa", criteres=[critere])
    deposer_piece(parcours, par, photo(), "rsa.jpg", type="rsa", criteres=[critere])
    verifier_critere(critere, par=par)
    refuser_piece(piece, par=par, motif="Illisible")
    critere.refresh_from_db()
    assert critere.verifie_le is not None


def test_a_refused_document_proves_no_job_nor_certificate(parcours, par):
    emploi = EmploiFactory(parcours=parcours)
    suivie, _ = EtapeFactory.create_batch(2, parcours=parcours, axe="formation")
    pieces = [
        deposer_piece(parcours, par, type="contrat_travail", emploi=emploi),
        deposer_piece(parcours, par, photo(), "titre.jpg", type="certification", etape=suivie),
    ]

    def prouve():
        faits = lire_faits(parcours)
        return [f.est_prouve for f in faits.contrats] + [f.est_certifiee for f in faits.formations]

    assert sorted(prouve()) == [False, True, True]
    with pytest.raises(ValidationError, match="autre parcours"):
        modifier_piece(pieces[1], par=par, version=pieces[1].version, etape=EtapeFactory())
    for piece in pieces:
        refuser_piece(piece, par=par, motif="Illisible")
    assert prouve() == [False, False, False]


def test_a_refusal_taken_back_leaves_it_to_check(parcours, par):
    piece = refuser_piece(deposer_piece(parcours, par), par=par, motif="Illisible")
    with pytest.raises(ValidationError, match="reprenez"):
        verifier_piece(piece, par=par)
    with pytest.raises(ValidationError, match="déjà refusée"):
        refuser_piece(piece, par=par, motif="Floue")
    for _ in range(2):
        piece = reprendre_refus(piece, par=par)
        assert (piece.refusee_le, piece.refusee_par, piece.motif_refus) == (None, None, "")
    assert list(Piece.objects.a_verifier()) == [piece]


def test_a_refused_document_that_is_changed_is_to_be_checked_again(parcours, par):
    piece = refuser_piece(deposer_piece(parcours, par), par=par, motif="Mauvais type")
    modifier_piece(piece, par=par, version=piece.version, type="domicile")
    assert list(Piece.objects.a_verifier()) == [piece]
