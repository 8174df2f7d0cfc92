"""The documents that wait to be checked, one after the other."""

from typing import NamedTuple

from accompagnement.models import Piece


class File(NamedTuple):
    """One document of the queue, its rank from 1, and the keys of its neighbours, or None."""

    piece: Piece
    rang: int
    total: int
    precedente: int | None
    suivante: int | None


def a_verifier_par(agent):
    """Those that nobody judged and that `agent` may read, the oldest first."""
    return Piece.objects.lisibles_par(agent).a_verifier().order_by("deposee_le", "pk")


def lire_la_file(agent, cle):
    """The File at the document `cle`, at the first one when it waits no more; None when nothing
    waits."""
    cles = [None, *a_verifier_par(agent).values_list("pk", flat=True), None]
    rang = cles.index(cle) if cle in cles[1:-1] else 1
    if cles[rang] is None:
        return None
    liees = Piece.objects.select_related("participant", "deposee_par", "emploi")
    piece = liees.prefetch_related("criteres").get(pk=cles[rang])
    return File(piece, rang, len(cles) - 2, cles[rang - 1], cles[rang + 1])
