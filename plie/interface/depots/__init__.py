"""Files that people send: what they really are, made safe, scanned, before anything keeps them."""

from plie.interface.depots.antivirus import analyser
from plie.interface.depots.contenu import EXTENSIONS, TAILLE_MAXIMALE, reconnaitre
from plie.interface.depots.photos import redresser

__all__ = ["EXTENSIONS", "TAILLE_MAXIMALE", "analyser", "reconnaitre", "redresser"]
