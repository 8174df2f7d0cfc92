"""The journal of calls."""

from datetime import timedelta

from django.utils import timezone

from plie.journal.acte import travail
from plie.partenaires.models import Appel

JOURS_GARDES = 365


def noter_appel(application, **champs):
    """One line a call, whatever its end; nothing of what was asked or answered."""
    Appel.objects.create(application=application, **champs)


@travail("calcul de la nuit")
def purger_appels(maintenant=None):
    """Forget those of more than twelve months; returns how many."""
    limite = (maintenant or timezone.now()) - timedelta(days=JOURS_GARDES)
    return Appel.objects.filter(le__lt=limite).delete()[0]
