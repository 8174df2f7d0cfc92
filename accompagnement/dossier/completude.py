"""Whether a case is ready for its commission: the one definition, read by the alerts and by the
pages of commissions.

    for passage in avec_manques(commission.passages.all()):
        manques(passage)    # [Manque.PREUVE, ...], empty when the case is complete
    incomplets(Passage.objects.filter(...))    # the cases that lack something

Everyone has a référent. Before the entry: the situation, one criterion at least, a document for
each criterion. Before a positive exit: a document attached to the exit or to the job. Whoever
left for another reason may have left no paper behind.
"""

import functools
import operator

from django.db.models import Exists, OuterRef, Q

from accompagnement.enums import Categorie, Manque, Moment
from accompagnement.models import (
    AffectationReferent,
    CritereEligibilite,
    Passage,
    Piece,
    Situation,
    Sortie,
)

AVANT_ENTREE = Q(parcours__date_entree__isnull=True)


def _du_parcours(modele, **conditions):
    return modele.objects.filter(parcours=OuterRef("parcours"), **conditions)


@functools.cache
def _expressions():
    """Built once: nothing in them depends on the day or on who asks."""
    criteres = _du_parcours(CritereEligibilite)
    sans_piece = criteres.exclude(
        Exists(Piece.criteres.through.objects.filter(critereeligibilite=OuterRef("pk")))
    )
    preuves = Piece.objects.filter(
        Q(sortie=OuterRef("pk")) | Q(emploi__parcours=OuterRef("parcours"))
    )
    a_prouver = _du_parcours(
        Sortie, validee_le__isnull=True, motif__categorie=Categorie.POSITIVE
    ).exclude(Exists(preuves))
    return {
        Manque.REFERENT: ~Q(Exists(_du_parcours(AffectationReferent, date_fin__isnull=True))),
        Manque.SITUATION: AVANT_ENTREE & ~Q(Exists(_du_parcours(Situation, moment=Moment.ENTREE))),
        Manque.CRITERE: AVANT_ENTREE & ~Q(Exists(criteres)),
        Manque.PREUVE: AVANT_ENTREE & Q(Exists(sans_piece)),
        Manque.PREUVE_SORTIE: Q(Exists(a_prouver)),
    }


def incomplets(passages):
    """Those of `passages` that lack something."""
    return passages.filter(functools.reduce(operator.or_, _expressions().values()))


def avec_manques(passages):
    """Adds `manque_<code>` for each Manque, in the same statement; `manques` reads them."""
    return passages.annotate(
        **{f"manque_{code.value}": condition for code, condition in _expressions().items()}
    )


def manques(passage: Passage):
    """What a case read through `avec_manques` lacks, in the order in which it is mended."""
    return [code for code in Manque if getattr(passage, f"manque_{code.value}")]
