"""Say that an application is called, or that a partner reads people, more than usual."""

from datetime import timedelta

from django.db.models import Q
from django.utils import timezone

from plie.comptes.models import Agent
from plie.journal.acte import travail
from plie.partenaires.courriels import annoncer_lectures, annoncer_volume
from plie.partenaires.models import Application
from plie.partenaires.usage import Volume, lectures_inhabituelles, volumes
from plie.socle.unite import unite
from plie.taches.actions import demander, derniere

REPIT = timedelta(days=1)
LECTURES = "plie.partenaires.tasks.annoncer_les_lectures"


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


@travail("surveillance des conseillers")
def signaler_les_lectures(maintenant=None):
    """The same of the people that a conseiller reads: what was asked says when it was told."""
    maintenant = maintenant or timezone.now()
    signales = 0
    for agent_id, personnes in lectures_inhabituelles(maintenant).items():
        dite = derniere(LECTURES, agent_id)
        if dite is None or dite.demandee_le <= maintenant - REPIT:
            demander(LECTURES, agent_id, personnes)
            signales += 1
    return signales


def envoyer_les_lectures(agent_id, personnes):
    conseiller = Agent.objects.select_related("structure").get(pk=agent_id)
    annoncer_lectures(conseiller, personnes).send()
