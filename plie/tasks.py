"""Work of the platform as a whole, and what its commands leave in the journal of jobs."""

from django.conf import settings

from plie.sauvegarde import archive, dossier
from plie.surveillance.envoi import prevenir
from plie.taches.registre import COURRIEL, tache


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


@tache("Avertissements de la plateforme")
def surveiller():
    """How many things are wrong; a mail that does not leave is tried again by the next pass."""
    try:
        return len(prevenir())
    except COURRIEL["pour"] as erreur:
        return type(erreur).__name__
