"""The proofs of one parcours: which document each criterion has, and which still lack."""

from typing import NamedTuple

from django.utils import timezone

from accompagnement.enums import PREUVES_DU_CRITERE, TypePiece


class Preuve(NamedTuple):
    """What a criterion rests on: `etat` is valide, a_verifier, expiree or absente."""

    critere: object
    piece: object
    etat: str
    libelle_etat: str
    type_attendu: str


ETATS = {
    "valide": "Prouvé",
    "a_verifier": "À vérifier",
    "expiree": "Preuve expirée",
    "absente": "Preuve manquante",
}


def est_expiree(piece, le=None):
    """Whether `piece` no longer holds on the day `le` (today by default); its last day counts."""
    le = le or timezone.localdate()
    return piece.date_fin_validite is not None and piece.date_fin_validite < le


def preuves_des_criteres(criteres, pieces, le=None):
    """One Preuve a criterion, the best of its documents: checked first, then still valid.

    `pieces` carry their criteria (prefetched).
    """
    return [_preuve(critere, pieces, le) for critere in criteres]


def _preuve(critere, pieces, le):
    siennes = [p for p in pieces if any(c.pk == critere.pk for c in p.criteres.all())]
    meilleure = max(
        siennes, key=lambda p: (not est_expiree(p, le), p.verifiee_le is not None), default=None
    )
    attendu = PREUVES_DU_CRITERE.get(critere.code, TypePiece.AUTRE)
    etat = _etat(meilleure, le)
    return Preuve(critere, meilleure, etat, ETATS[etat], attendu)


def _etat(piece, le):
    if piece is None:
        return "absente"
    if est_expiree(piece, le):
        return "expiree"
    return "valide" if piece.verifiee_le else "a_verifier"
