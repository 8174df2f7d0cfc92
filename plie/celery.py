"""The Celery application and the one table of what runs by itself."""

import os
import sys
from datetime import UTC, datetime

import django
from celery import Celery
from celery.schedules import crontab
from celery.signals import beat_init, setup_logging, worker_init, worker_ready
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils.log import configure_logging

from plie import courtier

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "plie.settings")

courtier.brancher()
app = Celery("plie")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()

# Asked by the watch at their hour, or as soon as it can: what ran is read in PostgreSQL.
TRAVAUX = {
    "offres.tasks.expirer_offres": crontab(hour=0, minute=10),
    "accompagnement.tasks.commencer_emplois": crontab(hour=0, minute=5),
    "plie.administration.tasks.fermer_les_acces": crontab(hour=0, minute=20),
    "accompagnement.tasks.calculer_alertes": crontab(hour=0, minute=30),
    "accompagnement.tasks.expirer_orientations": crontab(hour=0, minute=45),
    "plie.tasks.sauvegarder": crontab(hour=1, minute=15),
    "conventions.tasks.calculer_releves_nuit": crontab(hour=2, minute=0),
    # Every night: a failure on the 1st waits for a night, not for a month.
    "conventions.tasks.figer_mois": crontab(hour=3, minute=0),
    "accompagnement.tasks.purger_brouillons": crontab(hour=4, minute=0),
    "accompagnement.tasks.purger_memos": crontab(hour=4, minute=6),
    "accompagnement.tasks.purger_notifications": crontab(hour=4, minute=5),
    "plie.socle.tasks.oublier": crontab(hour=4, minute=10),
    "plie.tasks.surveiller": crontab(minute="*/5"),
    # What only a trigger has written, and deliveries to try again.
    "plie.partenaires.tasks.distribuer": crontab(minute="*/5"),
    "plie.partenaires.tasks.surveiller_les_volumes": crontab(minute="*/15"),
    "plie.partenaires.tasks.purger_les_appels": crontab(hour=4, minute=15),
    "plie.partenaires.tasks.purger_les_essais": crontab(hour=4, minute=17),
    "plie.partenaires.tasks.purger_les_evenements": crontab(hour=4, minute=16),
    "plie.partenaires.tasks.purger_les_jetons": crontab(hour=4, minute=18),
    "accompagnement.tasks.balayer_les_fichiers": crontab(hour=4, minute=20),
    "conventions.tasks.balayer_les_rapports": crontab(hour=4, minute=30),
    "offres.tasks.synchroniser_offres": crontab(hour=5, minute=0),
    "accompagnement.tasks.calculer_rapprochements": crontab(hour=5, minute=30),
    "accompagnement.tasks.preparer_les_resumes": crontab(hour=7, minute=0),
    "accompagnement.tasks.relancer_orientations": crontab(hour=8, minute=0),
    # As the months: nothing to ask once there is one.
    "conventions.tasks.produire_rapport_mensuel": crontab(hour=6, minute=0),
    # Three times: those the first one missed, and appointments made meanwhile.
    "accompagnement.tasks.envoyer_rappels": crontab(hour="9,12,16", minute=0),
    "accompagnement.tasks.preparer_les_sms": crontab(hour="9,12,16", minute=5),
}
app.conf.beat_schedule = {
    "veiller": {
        "task": "plie.taches.tasks.veiller",
        "schedule": 60.0,
        # Beat keeps no file: one that starts takes the watch for late, and sends it at once.
        "last_run_at": datetime.fromtimestamp(0, UTC),
        # Expires before the next one: a queue that nobody reads does not grow.
        "options": {"expires": 55},
    },
}


@worker_ready.connect
def prendre_la_suite(**_):
    app.send_task("plie.taches.tasks.prendre_la_suite")


@setup_logging.connect
def journaliser(**_):
    """The platform's own log format, in place of Celery's."""
    configure_logging(settings.LOGGING_CONFIG, settings.LOGGING)


@worker_init.connect
def fermer_les_fichiers(**_):
    """What a worker writes is for its own account, even half written on a full disk."""
    os.umask(0o077)


@worker_init.connect
@beat_init.connect
def refuser_une_production_malsaine(**_):
    django.setup()
    # Imported here: this module is loaded before Django knows its applications.
    from plie.verifications import exiger_des_que_possible  # noqa: PLC0415

    try:
        exiger_des_que_possible()
    except ImproperlyConfigured as erreur:
        # Celery swallows ordinary exceptions raised by these hooks.
        sys.exit(str(erreur))
