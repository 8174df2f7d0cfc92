"""Say that an application is called, or reads people, more than usual."""

from datetime import timedelta

from django.db.models import Q
from django.utils import timezone

from plie.journal.acte import travail
from plie.partenaires.courriels import annoncer_volume
from plie.partenaires.models import Application
from plie.partenaires.usage import Volume, volumes
from plie.socle.unite import unite
from plie.taches.actions import demander

REPIT = timedelta(days=1)


@travail("surveillance des applications")
def signaler_les_volumes(maintenant=None):
    """Ask for one mail a day and an application whose volume is unusual; returns how many."""
    maintenant = maintenant or timezone.now()
    a_dire = Application.objects.filter(
        Q(volume_signale_le__isnull=True) | Q(volume_signale_le__lte=maintenant - REPIT)
    )
    signales = 0
    for application, volume in volumes(maintenant).items():
        if not volume.est_inhabituel:
            continue
        with unite():
            dites = a_dire.filter(pk=application.pk).update(volume_signale_le=maintenant)
            if dites:
                demander("plie.partenaires.tasks.annoncer_le_volume", application.pk, *volume)
        signales += dites
    return signales


def envoyer_le_volume(application_id, *volume):
    application = Application.objects.select_related("structure").get(pk=application_id)
    annoncer_volume(application, Volume(*volume)).send()
