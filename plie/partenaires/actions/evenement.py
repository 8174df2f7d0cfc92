"""Tell partners what changed: in the transaction of the act, so that neither goes without the
other."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from plie.journal.acte import travail
from plie.partenaires.models import Evenement
from plie.partenaires.models.evenement import numeroter
from plie.taches.actions import demander

JOURS_GARDES = 365


def publier(structure_id, type_, *ressources):
    """`ressources` are the addresses under /api/v1 ("/orientations/…") where each change is
    read."""
    Evenement.objects.bulk_create(
        [Evenement(structure_id=structure_id, type=type_, ressource=une) for une in ressources],
        ignore_conflicts=True,
    )
    demander("plie.partenaires.tasks.distribuer")


def lire_changements(structure_id, *, depuis, combien):
    """The next `combien` events of this partner after number `depuis`, in an order that holds."""
    with transaction.atomic():
        numeroter()
    return list(Evenement.objects.de_la_structure(structure_id, depuis=depuis)[:combien])


@travail("calcul de la nuit")
def purger_evenements(maintenant=None):
    """Forget those of more than twelve months; the latest stays, for numbers go on from it."""
    limite = (maintenant or timezone.now()) - timedelta(days=JOURS_GARDES)
    dernier = Evenement.objects.order_by("-numero").exclude(numero=None).values("pk")[:1]
    return Evenement.objects.filter(ecrit_le__lt=limite).exclude(pk__in=dernier).delete()[0]
