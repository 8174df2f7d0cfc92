"""What the house does of an orientation is mailed to the conseiller who sent it, if one did: a
program is told by its own events."""

from accompagnement.documents.orientation_partenaire import Fait, composer
from accompagnement.models import Orientation
from plie.journal.acte import travail
from plie.taches.actions import demander

ENVOI = "accompagnement.tasks.prevenir_un_conseiller"


def prevenir(orientation, fait):
    """Ask for the mail in the transaction of the act."""
    if orientation.deposee_par.est_conseiller:
        demander(ENVOI, orientation.pk, fait)


@travail("envoi des courriels")
def envoyer(orientation_id, fait):
    """Send it, unless the account was closed meanwhile or is another partner's; returns what became
    of it."""
    lues = Orientation.objects.select_related("deposee_par__structure")
    orientation = lues.get(pk=orientation_id)
    conseiller = orientation.deposee_par
    if not (conseiller.is_active and conseiller.est_reconnu):
        return "compte fermé"
    if conseiller.structure_id != orientation.structure_id:
        return "parti ailleurs"
    composer(orientation, Fait(fait)).send()
    return "envoyé"
