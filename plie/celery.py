"""The Celery application and the one table of what runs by itself."""

import os
import sys

import django
from celery import Celery
from celery.schedules import crontab
from celery.signals import beat_init, setup_logging, worker_init
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils.log import configure_logging

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "plie.settings")

app = Celery("plie")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()

app.conf.beat_schedule = {
    "calculer-alertes": {
        "task": "accompagnement.tasks.calculer_alertes",
        "schedule": crontab(hour=0, minute=30),
    },
    "expirer-offres": {
        "task": "offres.tasks.expirer_offres",
        "schedule": crontab(hour=0, minute=10),
    },
    "calculer-releves-nuit": {
        "task": "conventions.tasks.calculer_releves_nuit",
        "schedule": crontab(hour=2, minute=0),
    },
    "purger-brouillons": {
        "task": "accompagnement.tasks.purger_brouillons",
        "schedule": crontab(hour=4, minute=0),
    },
    "synchroniser-offres": {
        "task": "offres.tasks.synchroniser_offres",
        "schedule": crontab(hour=5, minute=0),
    },
    "calculer-rapprochements": {
        "task": "accompagnement.tasks.calculer_rapprochements",
        "schedule": crontab(hour=5, minute=30),
    },
    # Three times: those the first one missed, and appointments made meanwhile.
    "rappeler-rendez-vous": {
        "task": "accompagnement.tasks.envoyer_rappels",
        "schedule": crontab(hour="9,12,16", minute=0),
    },
    "figer-mois": {
        "task": "conventions.tasks.figer_mois",
        "schedule": crontab(day_of_month=1, hour=3, minute=0),
    },
    "produire-rapport-mensuel": {
        "task": "conventions.tasks.produire_rapport_mensuel",
        "schedule": crontab(day_of_month=1, hour=6, minute=0),
    },
}


@setup_logging.connect
def journaliser(**_):
    """The platform's own log format, in place of Celery's."""
    configure_logging(settings.LOGGING_CONFIG, settings.LOGGING)


@worker_init.connect
@beat_init.connect
def refuser_une_production_malsaine(**_):
    django.setup()
    # Imported here: this module is loaded before Django knows its applications.
    from plie.verifications import exiger_production_saine  # noqa: PLC0415

    try:
        exiger_production_saine()
    except ImproperlyConfigured as erreur:
        # Celery swallows ordinary exceptions raised by these hooks.
        sys.exit(str(erreur))
