from offres.models.employeurs import Contact, Echange, Etablissement
from offres.models.offres import Offre
from offres.models.synchronisations import Synchronisation
from offres.models.territoire import GroupeMetiers

__all__ = ["Contact", "Echange", "Etablissement", "GroupeMetiers", "Offre", "Synchronisation"]
