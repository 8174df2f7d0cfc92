"""The Celery application and the one table of what runs by itself."""

import os

from celery import Celery
from celery.schedules import crontab

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "plie.settings")

app = Celery("plie")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()

app.conf.beat_schedule = {
    "calculer-releves-nuit": {
        "task": "conventions.tasks.calculer_releves_nuit",
        "schedule": crontab(hour=2, minute=0),
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
