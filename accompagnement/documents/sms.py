"""The reminder by SMS: day, hour, place, initials of the structure. Nothing of the parcours, nor
any name: a telephone is read over a shoulder."""

import re

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format

from accompagnement.enums import Mode

OU = {
    Mode.PRESENCE: "sur place",
    Mode.TELEPHONE: "par téléphone",
    Mode.VISIO: "en visio",
    Mode.VISITE: "chez vous",
    Mode.COURRIEL: "par courriel",
}
MOT = re.compile(r"\w+")


def rappel(entretien):
    """The text; all of it is in the GSM alphabet unless the place is not."""
    debut = timezone.localtime(entretien.debut)
    structure = entretien.agent.structure or settings.PLIE_NOM
    lieu = entretien.lieu or OU[entretien.mode]
    return (
        f"Rappel : rendez-vous demain, {date_format(debut, 'l')} {debut:%d/%m} à "
        f"{debut:%H}h{debut:%M}, {lieu}. {initiales(str(structure))}"
    )


def initiales(nom):
    """CCAS of "CCAS de Denain", AEF of "Association Emploi Formation"."""
    mots = MOT.findall(nom)
    sigle = next((mot for mot in mots if len(mot) > 1 and mot.isupper()), None)
    return sigle or "".join(mot[0] for mot in mots if mot[0].isupper()) or nom[:1].upper()
