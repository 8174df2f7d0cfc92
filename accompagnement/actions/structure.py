from django.db import transaction

from plie.socle.ecriture import remplir


@transaction.atomic
def enregistrer_structure(structure, *, par, **champs):
    """Create or change a structure; two structures never bear the same name."""
    remplir(structure, champs)
    structure.full_clean()
    structure.save()
    return structure
