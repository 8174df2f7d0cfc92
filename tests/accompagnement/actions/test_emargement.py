"""Who signed what: on the screen or on a sheet, and what changed since."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError

from accompagnement.actions.emargement import joindre_feuille, lire_signature, signer
from accompagnement.actions.entretien import modifier_entretien
from accompagnement.actions.piece import refuser_piece, retirer_piece, verifier_piece
from accompagnement.actions.retrait import retirer
from accompagnement.enums import NatureRetrait, Presence, TypePiece
from accompagnement.lecture.emargement import lire_emargement, signatures_a_l_ecran
from accompagnement.models import Emargement, Entretien, Piece, Retrait
from plie.comptes.enums import Role
from plie.socle.erreurs import Conflit
from tests.fichiers import PDF, depot, photo, signature
from tests.usines import (
    AgentFactory,
    CoordinationFactory,
    EmargementFactory,
    EntretienFactory,
    ParcoursFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def dossier(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def entretien(db):
    parcours = ParcoursFactory(actif=True, referent=CoordinationFactory())
    return EntretienFactory(parcours=parcours, agent=parcours.referent)


def _image(contenu=None):
    return depot(contenu or signature(), "signature.png", "image/png")


def _signer(entretien, contenu=None):
    return signer(entretien, par=entretien.agent, version=entretien.version, image=_image(contenu))


def _a_signer():
    return Entretien.objects.sans_emargement()


def _fichiers(dossier):
    return [chemin for chemin in dossier.rglob("*") if chemin.is_file()]


def test_a_signature_is_kept_with_what_it_signs_and_its_fingerprint(entretien):
    emargement = _signer(entretien)
    assert (emargement.debut, emargement.duree_minutes) == (entretien.debut, 60)
    assert lire_signature(emargement).startswith(b"\x89PNG")
    assert not _a_signer().exists()
    assert lire_emargement(entretien).changements == []


@pytest.mark.parametrize(
    ("contenu", "phrase"),
    [
        (PDF, "pas une image PNG"),
        (photo("JPEG"), "pas une image PNG"),
        (b"\x89PNG\r\n\x1a\n" + b"0" * 64, "ne s'ouvre pas"),
        (b"<svg/>", "pas accepté"),
        (signature(trait=False), "Rien n'est dessiné"),
        (signature(largeur=3000), "trop grande"),
        (photo("PNG", largeur=900, hauteur=900) + b"0" * 11 * 1024**2, "limite est de 10 Mo"),
    ],
)
def test_what_is_no_signature_is_refused_and_leaves_nothing(entretien, dossier, contenu, phrase):
    with pytest.raises(ValidationError, match=phrase):
        _signer(entretien, contenu)
    assert not Emargement.objects.exists() and _fichiers(dossier) == []


def test_a_signature_that_lost_its_row_leaves_no_file(entretien, dossier):
    Entretien.objects.update(presence=Presence.ABSENT)
    with pytest.raises(ValidationError, match="Seul un entretien honoré"):
        _signer(entretien)
    Entretien.objects.update(presence=Presence.HONORE, version=2)
    with pytest.raises(Conflit):
        _signer(entretien)
    assert _fichiers(dossier) == []


def test_a_signature_that_cannot_be_written_leaves_no_file(entretien, dossier, monkeypatch):
    essais = []

    def tomber(emargement):
        essais.append(emargement)
        raise DatabaseError

    monkeypatch.setattr(Emargement, "save", tomber)
    with pytest.raises(DatabaseError):
        _signer(entretien)
    assert len(essais) == 1 and _fichiers(dossier) == []


def test_a_signature_whose_image_is_gone_says_so(entretien, dossier):
    emargement = _signer(entretien)
    for chemin in _fichiers(dossier):
        chemin.unlink()
    with pytest.raises(ValidationError, match="introuvable"):
        lire_signature(emargement)


def test_a_meeting_signed_as_it_is_is_not_signed_twice(entretien):
    _signer(entretien)
    with pytest.raises(ValidationError, match="déjà signé"):
        _signer(entretien)


@pytest.mark.parametrize(
    ("champs", "dit"),
    [
        ({"duree_minutes": 90}, "signé pour 60 minutes"),
        ({"debut": timedelta(days=1)}, "signé pour le 03/03/2025"),
    ],
)
def test_a_meeting_changed_since_is_to_be_signed_again(entretien, champs, dit):
    _signer(entretien)
    champs = {
        nom: entretien.debut + valeur if nom == "debut" else valeur
        for nom, valeur in champs.items()
    }
    change = modifier_entretien(entretien, par=entretien.agent, version=1, **champs)
    assert dit in lire_emargement(change).changements[0]
    assert list(_a_signer()) == [change]
    encore = _signer(change)
    assert (Emargement.objects.get(), lire_emargement(change).changements) == (encore, [])


def test_a_meeting_that_another_held_after_all_was_signed_with_the_first(entretien):
    _signer(entretien)
    Entretien.objects.update(agent=CoordinationFactory())
    (dit,) = lire_emargement(Entretien.objects.get()).changements
    assert dit == f"signé avec {entretien.agent}"
    assert not signatures_a_l_ecran([Entretien.objects.get()])


def test_who_was_absent_after_all_is_not_signed_until_they_sign_again(entretien):
    _signer(entretien)
    absent = modifier_entretien(entretien, par=entretien.agent, version=1, presence=Presence.ABSENT)
    assert "n'ayant pas eu lieu" in lire_emargement(absent).changements[0]
    assert list(_a_signer()) == [absent] and not signatures_a_l_ecran([absent])
    venu = modifier_entretien(absent, par=entretien.agent, version=2, presence=Presence.HONORE)
    assert list(_a_signer()) == [venu]
    _signer(venu)
    assert not _a_signer().exists() and lire_emargement(venu).changements == []


def test_notes_written_since_change_nothing_of_what_was_signed(entretien):
    _signer(entretien)
    change = modifier_entretien(entretien, par=entretien.agent, version=1, notes="Relu")
    assert lire_emargement(change).changements == []
    assert not _a_signer().exists()


@pytest.mark.parametrize("champ", ["duree_minutes", "empreinte_image"])
def test_a_signature_altered_behind_the_platform_is_not_shown(entretien, champ):
    emargement = _signer(entretien)
    setattr(emargement, champ, {"duree_minutes": 90, "empreinte_image": "0" * 64}[champ])
    with pytest.raises(ValidationError, match="n'est plus celle"):
        lire_signature(emargement)


def test_a_signature_is_withdrawn_with_a_reason_and_only_then_the_meeting(entretien):
    emargement = _signer(entretien)
    with pytest.raises(ValidationError, match="retirez d'abord la signature"):
        retirer(entretien, par=entretien.agent, motif="Doublon")
    with pytest.raises(ValidationError):
        retirer(emargement, par=entretien.agent, motif=" ")
    retirer(emargement, par=entretien.agent, motif="Signé par son frère")
    assert list(_a_signer()) == [entretien]
    assert Retrait.objects.get().nature == NatureRetrait.EMARGEMENT


def _joindre(parcours, *entretiens, contenu=PDF):
    return joindre_feuille(
        parcours, par=parcours.referent, fichier=depot(contenu), entretiens=entretiens
    )


def test_a_signed_sheet_covers_what_is_ticked_until_it_is_refused_or_withdrawn(entretien):
    parcours, autre = entretien.parcours, EntretienFactory(parcours=entretien.parcours)
    piece = _joindre(parcours, entretien)
    assert (piece.type, piece.parcours) == (TypePiece.EMARGEMENT, parcours)
    assert list(_a_signer()) == [autre]
    refuser_piece(piece, par=parcours.referent, motif="Illisible")
    assert set(_a_signer()) == {entretien, autre}
    assert lire_emargement(entretien).changements == ["la feuille signée a été refusée"]
    # Another sheet takes its place.
    remplace = _joindre(parcours, entretien, contenu=PDF + b"\n")
    assert Emargement.objects.get().piece == remplace
    retirer_piece(remplace, par=parcours.referent, motif="Doublon")
    assert not Emargement.objects.exists()


def test_a_sheet_already_there_covers_further_meetings_and_is_checked_again(entretien, dossier):
    parcours, autre = entretien.parcours, EntretienFactory(parcours=entretien.parcours)
    piece = _joindre(parcours, entretien)
    verifier_piece(piece, par=parcours.referent)
    with pytest.raises(ValidationError, match="déjà signé"):
        _joindre(parcours, entretien)
    assert len(_fichiers(dossier)) == 1
    assert _joindre(parcours, autre) == piece
    piece.refresh_from_db()
    assert piece.verifiee_le is None and not _a_signer().exists()
    refuser_piece(piece, par=parcours.referent, motif="Illisible")
    with pytest.raises(ValidationError, match="déjà dans le dossier"):
        _joindre(parcours, autre)


def test_another_sheet_is_a_document_of_its_own(entretien):
    parcours, autre = entretien.parcours, EntretienFactory(parcours=entretien.parcours)
    premiere = _joindre(parcours, entretien)
    assert _joindre(parcours, autre, contenu=PDF + b"\n") != premiere


def test_a_sheet_that_covers_nothing_or_somebody_else_s_leaves_neither_row_nor_file(
    entretien, dossier
):
    signe = EmargementFactory(entretien__parcours=entretien.parcours).entretien
    avant = _fichiers(dossier)
    for choisis, phrase in (
        ([], "Cochez"),
        ([entretien, EntretienFactory()], "autre dossier"),
        ([entretien, signe], "déjà signé"),
    ):
        with pytest.raises(ValidationError, match=phrase):
            _joindre(entretien.parcours, *choisis)
    assert not Piece.objects.exists() and _fichiers(dossier) == avant


def test_a_parcours_that_is_over_takes_its_sheets_and_no_other_signature(db):
    entretien = EntretienFactory(parcours=ParcoursFactory(sorti=True), agent=CoordinationFactory())
    with pytest.raises(ValidationError, match="clos"):
        _signer(entretien)
    fse = AgentFactory(role=Role.GESTIONNAIRE_FSE)
    joindre_feuille(entretien.parcours, par=fse, fichier=depot(PDF), entretiens=[entretien])
    assert not _a_signer().exists()
