from functools import partial

from django.db import transaction

from accompagnement.models import ReglagesRapprochement
from plie.celery import app
from plie.interface.erreurs import Conflit


@transaction.atomic
def enregistrer_poids(*, par, version, **champs):
    """Change what each criterion of a match is worth and have every match computed again by a
    worker. Raises Conflit when somebody saved after `version` was read."""
    ReglagesRapprochement.objects.get_or_create(pk=1)
    reglages = ReglagesRapprochement.objects.select_for_update().get(pk=1)
    if reglages.version != version:
        raise Conflit(reglages)
    for nom, valeur in champs.items():
        setattr(reglages, nom, valeur)
    reglages.version += 1
    reglages.full_clean()
    reglages.save()
    calculer = partial(app.send_task, "accompagnement.tasks.calculer_rapprochements")
    transaction.on_commit(calculer, robust=True)
    return reglages
