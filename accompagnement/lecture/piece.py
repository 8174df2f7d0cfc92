"""The proofs of one parcours: which document each criterion has, and which still lack."""

from typing import NamedTuple

from django.utils import timezone

from accompagnement.enums import PREUVES_DU_CRITERE, EtatPreuve, TypePiece


class Preuve(NamedTuple):
    """What a criterion rests on."""

    critere: object
    piece: object
    etat: EtatPreuve
    type_attendu: str


def pieces_lisibles(pieces, agent):
    """Those of `pieces` that `agent` may read; None is anybody."""
    return pieces.ordinaires() if agent is None else pieces.lisibles_par(agent)


def est_expiree(piece, le=None):
    """Whether `piece` no longer holds on the day `le` (today by default); its last day counts."""
    le = le or timezone.localdate()
    return piece.date_fin_validite is not None and piece.date_fin_validite < le


def preuves_des_criteres(criteres, pieces, le=None):
    """One Preuve a criterion, the best of its documents: checked first, then still valid; a refused
    one proves nothing.

    `pieces` carry their criteria (prefetched).
    """
    return [_preuve(critere, pieces, le) for critere in criteres]


def _preuve(critere, pieces, le):
    siennes = [p for p in pieces if any(c.pk == critere.pk for c in p.criteres.all())]
    recevables = [p for p in siennes if p.refusee_le is None]
    meilleure = max(
        recevables, key=lambda p: (not est_expiree(p, le), p.verifiee_le is not None), default=None
    )
    attendu = PREUVES_DU_CRITERE.get(critere.code, TypePiece.AUTRE)
    etat = EtatPreuve.REFUSEE if siennes and not recevables else _etat(meilleure, le)
    return Preuve(critere, meilleure, etat, attendu)


def _etat(piece, le):
    if piece is None:
        return EtatPreuve.ABSENTE
    if est_expiree(piece, le):
        return EtatPreuve.EXPIREE
    return EtatPreuve.VALIDE if piece.verifiee_le else EtatPreuve.A_VERIFIER
