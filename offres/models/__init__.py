from offres.models.employeur import Contact, Echange, Etablissement
from offres.models.offre import Offre
from offres.models.stock import Stock
from offres.models.synchronisation import Synchronisation
from offres.models.territoire import GroupeMetiers

__all__ = [
    "Contact",
    "Echange",
    "Etablissement",
    "GroupeMetiers",
    "Offre",
    "Stock",
    "Synchronisation",
]
