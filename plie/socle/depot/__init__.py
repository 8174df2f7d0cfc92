"""Files that people send: what they really are, made safe, scanned, before anything keeps them."""

from plie.socle.depot.antivirus import analyser
from plie.socle.depot.contenu import EXTENSIONS, TAILLE_MAXIMALE, reconnaitre
from plie.socle.depot.photos import redresser

__all__ = ["EXTENSIONS", "TAILLE_MAXIMALE", "analyser", "reconnaitre", "redresser"]
