"""The journal of calls."""

from datetime import timedelta

from django.db import connection
from django.utils import timezone

from plie.journal.acte import travail
from plie.partenaires.models import Appel

JOURS_GARDES = 365
DECLARANT_MAX = Appel._meta.get_field("declarant").max_length
# Written by hand: every call of the API ends with it.
NOTER = """
    INSERT INTO partenaires_appel
        (application_id, identifiant, declarant, methode, ressource, statut, code, duree_ms, le)
    VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s)
"""


def noter_appel(application, *, identifiant, declarant, methode, ressource, statut, code, duree_ms):
    """One line a call, whatever its end; nothing of what was asked or answered."""
    # Refused because it is too long, it is noted all the same.
    qui = declarant[:DECLARANT_MAX]
    valeurs = [application.pk, identifiant, qui, methode, ressource, statut, code, duree_ms]
    with connection.curseur_prepare() as curseur:
        curseur.execute(NOTER, [*valeurs, timezone.now()])


@travail("calcul de la nuit")
def purger_appels(maintenant=None):
    """Forget those of more than twelve months; returns how many."""
    limite = (maintenant or timezone.now()) - timedelta(days=JOURS_GARDES)
    return Appel.objects.filter(le__lt=limite).delete()[0]
