"""The sandbox: what its applications send is kept apart, and forgotten."""

from datetime import timedelta

from django.utils import timezone

from plie.journal.acte import travail
from plie.partenaires.models import EssaiRessource

JOURS_GARDES = 30


def garder_essai(application, type_, rendre):
    """What `rendre(ressource)` makes of it, once it has its number."""
    ressource = EssaiRessource.objects.create(application=application, type=type_)
    return remplacer_essai(ressource, rendre(ressource))


def remplacer_essai(ressource, donnees):
    ressource.donnees = donnees
    ressource.save()
    # As PostgreSQL orders it: its ETag is then that of the next reading.
    ressource.refresh_from_db()
    return ressource


@travail("calcul de la nuit")
def purger_essais(maintenant=None):
    """Forget those of more than 30 days; returns how many."""
    limite = (maintenant or timezone.now()) - timedelta(days=JOURS_GARDES)
    return EssaiRessource.objects.filter(cree_le__lt=limite).delete()[0]
