from celery import shared_task
from django.utils import timezone

from conventions.actions import rapports, releves


@shared_task(name="conventions.tasks.calculer_releves_nuit")
def calculer_releves_nuit():
    return releves.calculer_releves(timezone.localdate())


@shared_task(name="conventions.tasks.figer_mois")
def figer_mois():
    return releves.figer_mois_echus(timezone.localdate())


@shared_task(name="conventions.tasks.produire_rapport_mensuel")
def produire_rapport_mensuel():
    rapport = rapports.demander_mensuel(timezone.localdate())
    return rapport and rapport.pk


@shared_task(name="conventions.tasks.produire_rapport")
def produire_rapport(rapport_id):
    return rapports.produire(rapport_id)
