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
    # No place to come to.
    Mode.COURRIEL: "",
}
MOT = re.compile(r"\w+")


def rappel(entretien):
    """The text; all of it is in the GSM alphabet unless the place is not."""
    debut = timezone.localtime(entretien.debut)
    structure = entretien.agent.structure or settings.PLIE_NOM
    lieu = entretien.lieu or _ou(entretien)
    quand = f"{date_format(debut, 'l')} {debut:%d/%m} à {debut:%H}h{debut:%M}"
    dits = ["Rappel : rendez-vous demain", quand, *([lieu] if lieu else [])]
    return f"{', '.join(dits)}. {initiales(str(structure))}"


def _ou(entretien):
    structure = entretien.agent.structure
    if entretien.mode != Mode.PRESENCE or structure is None:
        return OU[entretien.mode]
    return ", ".join(filter(None, map(str.strip, structure.adresse.splitlines()))) or structure.nom


def initiales(nom):
    """CCAS of "CCAS de Denain", AEF of "Association Emploi Formation"."""
    mots = MOT.findall(nom)
    sigle = next((mot for mot in mots if len(mot) > 1 and mot.isupper()), None)
    return sigle or "".join(mot[0] for mot in mots if mot[0].isupper()) or nom[:1].upper()
