"""What a commission has before it, and what is ready to come before it."""

import functools

from django.db.models import Exists, OuterRef, Q

from accompagnement.alertes.completude import avec_manques
from accompagnement.enums import (
    STATUTS_SUIVIS,
    CodeAlerte,
    Moment,
    Statut,
    TypeCommission,
)
from accompagnement.models import Alerte, Parcours, Passage, Situation

# What a line about a parcours shows: few columns of many tables.
LUS = (
    "statut",
    "date_entree",
    "participant__nom",
    "participant__prenom",
    "participant__date_naissance",
    "participant__sexe",
    "structure__nom",
    "sortie__motif__libelle",
    "sortie__motif__est_sensible",
)
PASSAGE = (
    "commission",
    "decision",
    "motif",
    "ordre",
    "prolonge_jusqu_au",
    "decide_le",
    "decide_par__prenom",
    "decide_par__nom",
)


def passages_lisibles(commission, agent):
    """The agenda in its order, for the dossiers `agent` may open, with what each case lacks."""
    visibles = Parcours.objects.visibles_par(agent)
    return (
        avec_manques(commission.passages.filter(parcours__in=visibles), agent)
        .select_related("parcours__participant", "parcours__structure", "decide_par")
        .select_related("parcours__sortie__motif")
        .only(*PASSAGE, *(f"parcours__{champ}" for champ in LUS))
        .order_by("ordre", "pk")
    )


@functools.cache
def _prets():
    """For each kind of commission, the parcours it could look at."""
    diagnostiques = Situation.objects.filter(parcours=OuterRef("pk"), moment=Moment.ENTREE)
    bientot_finis = Alerte.objects.filter(parcours=OuterRef("pk"), code=CodeAlerte.FIN_PROCHE)
    return {
        TypeCommission.INTEGRATION: Q(statut=Statut.PRESENTE)
        | Q(Exists(diagnostiques), statut__in=(Statut.EN_DIAGNOSTIC, Statut.AJOURNE)),
        TypeCommission.SORTIE: Q(statut=Statut.SORTIE_PROPOSEE),
        TypeCommission.SUIVI: Q(Exists(bientot_finis), statut__in=STATUTS_SUIVIS),
    }


def prets(commission, agent):
    """The parcours ready for `commission` that no agenda holds, among those `agent` writes to."""
    en_attente = Passage.objects.filter(parcours=OuterRef("pk"), decision="")
    deja_la = commission.passages.filter(parcours=OuterRef("pk"))
    return (
        Parcours.objects.confies_a(agent)
        .filter(_prets()[TypeCommission(commission.type)])
        .exclude(Exists(en_attente) | Exists(deja_la))
        .select_related("participant", "structure", "sortie__motif")
        .only(*LUS)
        .order_by("participant__recherche", "pk")
    )
