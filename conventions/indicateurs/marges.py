"""Who could still count before the end of an objective: the bound of what is possible.

Each kind is a question over the parcours that the scope holds today, found by the engine itself.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple

from dateutil.relativedelta import relativedelta
from django.db.models import Exists, OuterRef

from accompagnement.enums import Axe, Statut
from accompagnement.models import Emploi, Etape
from conventions.indicateurs.dossiers import dossiers

MOIS_TENUS = 6
FILE_ACTIVE = "file_active_fin"


class Genre(NamedTuple):
    """`filtre(parcours, le, fin)` keeps those of `parcours` who could."""

    code: str
    libelle: str
    filtre: Callable


def _sorties_proposees(parcours, le, fin):
    return parcours.filter(statut=Statut.SORTIE_PROPOSEE)


def _emplois(parcours, le, fin):
    """Six months reached by the last day, from the beginning of the job."""
    tenus = Emploi.objects.en_cours().mettent_en_emploi().order_by()
    atteints = tenus.filter(date_debut__lte=fin - relativedelta(months=MOIS_TENUS))
    return parcours.filter(Exists(atteints.filter(parcours=OuterRef("pk"))))


def _formations(parcours, le, fin):
    """Ending by the last day, or not known to end after it."""
    suivies = Etape.objects.en_cours(le).filter(axe=Axe.FORMATION).order_by()
    finissent = suivies.filter(date_fin_prevue__lte=fin)
    return parcours.filter(Exists(finissent.filter(parcours=OuterRef("pk"))))


GENRES = (
    Genre("sortie", "Sortie proposée", _sorties_proposees),
    Genre("emploi", "Emploi qui atteint six mois avant la fin", _emplois),
    Genre("formation", "Formation qui se termine avant la fin", _formations),
)
# What the exits of a period count; of the rest, nobody is waited for by name.
CODES = ("sorties", "sorties_positives", "taux_sorties_positives")


def qui_pourrait_compter(avancement, *, agent=None):
    """{Genre: the parcours}, each person under the first kind that holds; empty when the objective
    does not count exits, or once its period is over."""
    if avancement.objectif.indicateur not in CODES or avancement.le >= avancement.fin:
        return {}
    # Nobody has left yet, by whatever motif.
    portee = replace(avancement.portee, motifs=())
    le, fin = avancement.le, avancement.fin
    presents = dossiers(FILE_ACTIVE, le, le, agent=agent, portee=portee)
    trouves, deja = {}, []
    for genre in GENRES:
        parcours = genre.filtre(presents, le, fin).exclude(pk__in=deja)
        cles = list(parcours.order_by().values_list("pk", flat=True))
        deja += cles
        trouves[genre] = cles
    return trouves
