"""Work of the platform as a whole, and what its commands leave in the journal of jobs."""

from django.conf import settings

from plie.sauvegarde import archive, dossier
from plie.taches.registre import tache


@tache("Sauvegarde")
def sauvegarder():
    """The files and rows of this night, or None without a folder for them."""
    if not settings.SAUVEGARDES:
        return None
    _, manifeste = dossier.sauvegarder(
        settings.SAUVEGARDES, settings.SAUVEGARDE_CLE, settings.SAUVEGARDES_GARDEES
    )
    return archive.bilan(manifeste)._asdict()


@tache("Épreuve de la sauvegarde")
def eprouver_sauvegarde():
    """Carried out by the command of this name: it needs a place that workers may not have."""
