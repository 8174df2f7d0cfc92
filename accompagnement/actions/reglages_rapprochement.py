from django.db import transaction

from accompagnement.models import ReglagesRapprochement
from plie.socle.ecriture import remplir, reprendre
from plie.taches.actions import demander


@transaction.atomic
def enregistrer_poids(*, par, version, **champs):
    """Change what each criterion of a match is worth and have every match computed again by a
    worker. Raises Conflit when somebody saved after `version` was read."""
    ReglagesRapprochement.objects.get_or_create(pk=1)
    reglages = reprendre(ReglagesRapprochement(pk=1), version)
    remplir(reglages, champs)
    reglages.full_clean()
    reglages.save()
    demander("accompagnement.tasks.calculer_rapprochements")
    return reglages
