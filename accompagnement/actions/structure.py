from accompagnement.permissions import Acte
from plie.journal.acte import acte
from plie.socle.ecriture import remplir


@acte(Acte.GERER_STRUCTURES)
def enregistrer_structure(structure, *, par, **champs):
    """Create or change a structure; two structures never bear the same name."""
    remplir(structure, champs)
    structure.full_clean()
    structure.save()
    return structure
