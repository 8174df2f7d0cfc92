from django.db import transaction

from accompagnement.actions.alerte import demander_calcul
from accompagnement.models import Reglages
from accompagnement.permissions import Acte
from plie.journal.acte import acte
from plie.socle.ecriture import remplir, reprendre


@acte(Acte.REGLER)
def enregistrer_reglages(*, par, version, **champs):
    """Change the thresholds and have every alert computed again by a worker.

    Raises Conflit when somebody saved after `version` was read.
    """
    Reglages.objects.get_or_create(pk=1)
    reglages = reprendre(Reglages(pk=1), version)
    remplir(reglages, champs)
    reglages.full_clean()
    reglages.save()
    transaction.on_commit(Reglages.objects.oublier, robust=True)
    demander_calcul()
    return reglages
