from celery import shared_task

from plie.comptes.courriels import annoncer_changement_d_adresse
from plie.comptes.models import Agent

EvenementAgent = Agent.events.rel.related_model


# A mail server that refuses or sleeps is asked again, later and later, for about a day.
@shared_task(
    name="plie.comptes.tasks.annoncer_nouvelle_adresse",
    autoretry_for=(OSError,),
    retry_backoff=30,
    retry_backoff_max=3600 * 4,
    max_retries=12,
)
def annoncer_nouvelle_adresse(avant_id):
    """`avant_id`: the event of the history that holds the former address."""
    avant = EvenementAgent.objects.select_related("pgh_obj").get(pk=avant_id)
    annoncer_changement_d_adresse(avant.email, avant.pgh_obj).send()
