"""Whether a case is ready for its commission: the one definition, read by the alerts and by the
pages of commissions.

    for passage in avec_manques(commission.passages.all(), agent):
        manques(passage)    # [Manque.PREUVE, ...], empty when the case is complete
    incomplets(Passage.objects.filter(...))    # the cases that lack something, and for whom

Everyone has a référent. Before the entry: the situation, one criterion at least, a document for
each criterion. Before a positive exit: a document attached to the exit or to the job. Whoever
left for another reason may have left no paper behind.

Who may not see the criteria of health, justice and housing is answered on the ordinary ones and the
ordinary documents only: somebody who has no criterion, and somebody who has only the former, look
the same.
"""

import functools
import operator

from django.db.models import Case, CharField, Exists, OuterRef, Q, Value, When

from accompagnement.enums import CRITERES_SENSIBLES, Categorie, Lecteurs, Manque, Moment
from accompagnement.models import (
    AffectationReferent,
    CritereEligibilite,
    Parcours,
    Passage,
    Piece,
    Situation,
    Sortie,
)
from accompagnement.portefeuille import coordonne, suit

AVANT_ENTREE = Q(parcours__date_entree__isnull=True)


def _du_parcours(modele, **conditions):
    return modele.objects.filter(parcours=OuterRef("parcours"), **conditions)


@functools.cache
def _expressions(*, ordinaires):
    """Built once: nothing in them depends on the day."""
    criteres, pieces = faits_d_eligibilite(ordinaires=ordinaires)
    criteres = criteres.filter(parcours=OuterRef("parcours"))
    sans_piece = criteres.exclude(Exists(pieces.filter(criteres=OuterRef("pk"))))
    preuves = pieces.filter(
        Q(sortie=OuterRef("pk"))
        | Q(emploi__parcours=OuterRef("parcours"))
        | Q(etape__parcours=OuterRef("parcours"))
    )
    a_prouver = _du_parcours(
        Sortie, validee_le__isnull=True, motif__categorie=Categorie.POSITIVE
    ).exclude(Exists(preuves))
    return {
        Manque.REFERENT: ~Q(Exists(_du_parcours(AffectationReferent).en_cours())),
        Manque.SITUATION: AVANT_ENTREE & ~Q(Exists(_du_parcours(Situation, moment=Moment.ENTREE))),
        Manque.CRITERE: AVANT_ENTREE & ~Q(Exists(criteres)),
        Manque.PREUVE: AVANT_ENTREE & Q(Exists(sans_piece)),
        Manque.PREUVE_SORTIE: Q(Exists(a_prouver)),
    }


def faits_d_eligibilite(*, ordinaires):
    """(criteria, documents), or the ordinary ones only."""
    criteres, pieces = CritereEligibilite.objects.tenus(), Piece.objects.recevables()
    if not ordinaires:
        return criteres, pieces
    return criteres.exclude(code__in=CRITERES_SENSIBLES), pieces.ordinaires()


def lecteurs(complet, ordinaire):
    """Whom to tell, from the condition on all the facts and the one on the ordinary ones."""
    return Case(
        When(complet & ordinaire, then=Value(Lecteurs.TOUS)),
        When(complet, then=Value(Lecteurs.CONFIES)),
        default=Value(Lecteurs.AUTRES),
        output_field=CharField(),
    )


def _incomplet(*, ordinaires):
    return functools.reduce(operator.or_, _expressions(ordinaires=ordinaires).values())


def incomplets(passages):
    """Those of `passages` that lack something, with `lecteurs`: who is to be told."""
    complet, ordinaire = _incomplet(ordinaires=False), _incomplet(ordinaires=True)
    return passages.filter(complet | ordinaire).annotate(lecteurs=lecteurs(complet, ordinaire))


def avec_manques(passages, agent):
    """Adds `manque_<code>` for each Manque as `agent` may know it, or a whole room when it is None,
    in the same statement; `manques` reads them."""
    return passages.annotate(
        **{f"manque_{code.value}": lacune for code, lacune in _lacunes(agent).items()}
    )


def _lacunes(agent):
    """{Manque: its condition}. Only of a référent does the answer depend on the case: the others
    are asked half as much."""
    tous, ordinaires = _expressions(ordinaires=False), _expressions(ordinaires=True)
    if agent is None:
        return ordinaires
    if coordonne(agent):
        return tous
    if not suit(agent):
        return ordinaires
    # A question by case: `IN` would hash every parcours of the PLIE, once for each Manque.
    confie = Q(Exists(Parcours.objects.confies_a(agent).filter(pk=OuterRef("parcours"))))
    return {code: (confie & tous[code]) | (~confie & ordinaires[code]) for code in tous}


def manques(passage: Passage):
    """What a case read through `avec_manques` lacks, in the order in which it is mended."""
    return [code for code in Manque if getattr(passage, f"manque_{code.value}")]


def manques_projetables(passage):
    """What a case lacks, as anybody in the room may know it; nothing once it is decided."""
    lus = avec_manques(Passage.objects.filter(pk=passage.pk, decision=""), None)
    return [code for lu in lus for code in manques(lu)]
