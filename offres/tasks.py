from celery import shared_task

from offres.actions import offres
from offres.actions.synchronisation import SynchronisationEnCours, synchroniser
from offres.enums import Declencheur, StatutSynchronisation
from plie.comptes.models import Agent

REPRISE = 15 * 60


@shared_task(
    name="offres.tasks.synchroniser_offres",
    bind=True,
    max_retries=4,
    default_retry_delay=REPRISE,
    autoretry_for=(Exception,),
)
def synchroniser_offres(self, declencheur=Declencheur.HORAIRE, par=None):
    """One run of the feed; tried again later when it is not complete, or cut short by what it
    stands on (database, Redis)."""
    agent = Agent.objects.get(pk=par) if par else None
    try:
        run = synchroniser(declencheur, par=agent)
    except SynchronisationEnCours as erreur:
        return str(erreur)
    est_a_reprendre = (
        declencheur == Declencheur.HORAIRE and run.statut != StatutSynchronisation.REUSSIE
    )
    if est_a_reprendre and self.request.retries < self.max_retries:
        raise self.retry()
    return run.get_statut_display()


@shared_task(name="offres.tasks.expirer_offres")
def expirer_offres():
    """Close our own offers whose last day has passed."""
    return f"{offres.expirer_offres()} offres expirées"
