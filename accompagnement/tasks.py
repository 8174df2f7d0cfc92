from smtplib import SMTPException

from celery import shared_task
from django.utils import timezone

from accompagnement.actions import alerte, brouillon, courriel, fiche_offre, rapprochement
from accompagnement.actions.imports import executer_import

# A mail server that refuses or sleeps is asked again, later and later, for about a day.
REPRISES = {
    "autoretry_for": (SMTPException, OSError),
    "retry_backoff": 30,
    "retry_backoff_max": 3600 * 4,
    "max_retries": 12,
}


@shared_task(name="accompagnement.tasks.importer_fichier")
def importer_fichier(import_id):
    return executer_import(import_id)


@shared_task(name="accompagnement.tasks.calculer_alertes")
def calculer_alertes():
    return alerte.calculer_alertes()._asdict()


@shared_task(name="accompagnement.tasks.envoyer_invitation", **REPRISES)
def envoyer_invitation(entretien_id, nature):
    return courriel.envoyer_invitation(entretien_id, nature)


@shared_task(name="accompagnement.tasks.envoyer_rappel", **REPRISES)
def envoyer_rappel(entretien_id):
    return courriel.envoyer_rappel(entretien_id)


@shared_task(name="accompagnement.tasks.envoyer_fiche", **REPRISES)
def envoyer_fiche(mise_en_relation_id):
    return fiche_offre.envoyer_fiche(mise_en_relation_id)


@shared_task(name="accompagnement.tasks.envoyer_rappels")
def envoyer_rappels():
    cles = courriel.rappels_a_envoyer(timezone.localdate()).values_list("pk", flat=True)
    for cle in cles:
        envoyer_rappel.delay(cle)
    return f"{len(cles)} rappels"


@shared_task(name="accompagnement.tasks.purger_brouillons")
def purger_brouillons():
    return brouillon.purger_brouillons()


@shared_task(name="accompagnement.tasks.calculer_rapprochements")
def calculer_rapprochements():
    return f"{rapprochement.calculer_rapprochements()} rapprochements"
