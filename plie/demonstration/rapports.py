"""Two published versions of the report of the last month of the founding year: somebody's commune
was corrected in between, so that the month has a difference to explain and the second version
something to say."""

from datetime import date

from accompagnement.actions.participant import modifier_participant
from accompagnement.models import Participant
from conventions.actions.rapport import ouvrir, produire, publier
from conventions.models import Rapport
from plie.comptes.enums import Role
from plie.comptes.models import Agent
from plie.demonstration.personnes.calendrier import ANNEE_FONDATRICE
from plie.referentiels.models import Commune

MOIS = date(ANNEE_FONDATRICE, 12, 1)


def ecrire_rapports():
    """Once the month is official; the figures of the year stay those that were published."""
    _publier()
    _corriger_une_commune()
    _publier()


def _publier():
    rapport = ouvrir(MOIS)
    produire(rapport.pk)
    publier(Rapport.objects.get(pk=rapport.pk), par=_premier(Role.DIRECTION))


def _corriger_une_commune():
    suivis = Participant.objects.filter(
        parcours__date_entree__year=ANNEE_FONDATRICE, parcours__date_sortie=None
    )
    personne = suivis.filter(commune__nom="Denain").order_by("pk").first()
    modifier_participant(
        personne,
        par=_premier(Role.COORDINATION),
        version=personne.version,
        commune=Commune.objects.get(nom="Raismes"),
    )


def _premier(role):
    return Agent.objects.filter(role=role, is_active=True).order_by("pk").first()
