"""The two messages that the queue carries, and the work of the platform itself."""

from datetime import timedelta

from celery import shared_task

from plie.taches import actions
from plie.verifications import exiger_des_que_possible


@shared_task(name="plie.taches.tasks.executer")
def executer(demande_id):
    exiger_des_que_possible()
    return actions.executer(demande_id)


@shared_task(name="plie.taches.tasks.veiller")
def veiller():
    return actions.veiller()


@shared_task(name="plie.taches.tasks.prendre_la_suite")
def prendre_la_suite():
    """A worker that starts asks at once for what the one before left."""
    return actions.veiller(delai=timedelta())
