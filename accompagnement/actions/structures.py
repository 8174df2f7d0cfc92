from django.db import transaction


@transaction.atomic
def enregistrer_structure(structure, *, par, **champs):
    """Create or change a structure; two structures never bear the same name."""
    for nom, valeur in champs.items():
        setattr(structure, nom, valeur)
    structure.full_clean()
    structure.save()
    return structure
