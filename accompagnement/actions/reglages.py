from django.db import transaction

from accompagnement.actions.alertes import demander_calcul
from accompagnement.models import Reglages
from plie.interface.erreurs import Conflit


@transaction.atomic
def enregistrer_reglages(*, par, version, **champs):
    """Change the thresholds and have every alert computed again by a worker.

    Raises Conflit when somebody saved after `version` was read.
    """
    Reglages.objects.get_or_create(pk=1)
    reglages = Reglages.objects.select_for_update().get(pk=1)
    if reglages.version != version:
        raise Conflit(reglages)
    for nom, valeur in champs.items():
        setattr(reglages, nom, valeur)
    reglages.version += 1
    reglages.full_clean()
    reglages.save()
    transaction.on_commit(Reglages.objects.oublier)
    demander_calcul()
    return reglages
