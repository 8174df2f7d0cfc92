"""Files that people send: what they really are, made safe, scanned, before anything keeps them."""

from plie.socle.depot.antivirus import analyser
from plie.socle.depot.contenu import (
    EXTENSIONS,
    TAILLE_MAXIMALE,
    exiger_un_volume_normal,
    reconnaitre,
)
from plie.socle.depot.photos import redresser

__all__ = [
    "EXTENSIONS",
    "TAILLE_MAXIMALE",
    "analyser",
    "exiger_un_volume_normal",
    "reconnaitre",
    "redresser",
]
