"""The attendance sheet of a collective session, to be signed: names, nothing else."""

from pathlib import Path

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format

from plie.socle.pdf import composer_pdf

GABARIT = Path(__file__).with_name("emargement.typ")
LIGNES_VIDES = 3


def ecrire_feuille(seance, participants):
    """The bytes of the PDF; a few blank lines serve those who come without being registered."""
    debut = timezone.localtime(seance.debut)
    contenu = {
        "plie": settings.PLIE_NOM,
        "titre": seance.titre,
        "quand": f"{date_format(debut, 'l j F Y').capitalize()} à {debut:%H h %M}, "
        f"{seance.duree_minutes} minutes",
        "lieu": seance.lieu,
        "animateur": str(seance.animateur),
        "personnes": [[p.nom, p.prenom] for p in participants] + [["", ""]] * LIGNES_VIDES,
    }
    return composer_pdf(GABARIT, contenu)
