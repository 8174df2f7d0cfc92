from celery import shared_task

from accompagnement.actions import alertes
from accompagnement.actions.imports import executer_import


@shared_task(name="accompagnement.tasks.importer_fichier")
def importer_fichier(import_id):
    return executer_import(import_id)


@shared_task(name="accompagnement.tasks.calculer_alertes")
def calculer_alertes():
    return alertes.calculer_alertes()._asdict()
