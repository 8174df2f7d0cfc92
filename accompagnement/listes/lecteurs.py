"""Who may read a dossier: `Parcours.objects.visibles_par`, asked the other way round."""

from django.db.models import Q

from accompagnement.models import AffectationReferent, Parcours, Remplacement
from accompagnement.permissions import TOUT_LE_SUIVI
from accompagnement.portefeuille import TOUT_VOIR
from plie.comptes.models import Agent


def collegues():
    """Who reads the follow-up of somebody, whoever it is."""
    return Agent.objects.filter(is_active=True, role__in=TOUT_LE_SUIVI).select_related("structure")


def lecteurs(parcours):
    """Among them, those who may open `parcours`."""
    ouverts = Parcours.objects.filter(participant=parcours.participant_id).ouverts().order_by()
    suivis = AffectationReferent.objects.en_cours().filter(parcours__in=ouverts).values("agent")
    remplacants = Remplacement.objects.en_cours().filter(absent__in=suivis).values("remplacant")
    de_la_structure = Q(structure__in=ouverts.values("structure"))
    if parcours.structure_id:
        de_la_structure |= Q(structure=parcours.structure_id)
    suivent = de_la_structure | Q(pk__in=suivis) | Q(pk__in=remplacants)
    return collegues().filter(Q(role__in=TOUT_VOIR) | suivent)
