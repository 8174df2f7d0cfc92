from conventions.models.convention import Avenant, Convention
from conventions.models.objectif import Cible, CompteurManuel, Objectif
from conventions.models.rapport import FichierRapport, Rapport
from conventions.models.releve import MoisArrete, Releve

__all__ = [
    "Avenant",
    "Cible",
    "CompteurManuel",
    "Convention",
    "FichierRapport",
    "MoisArrete",
    "Objectif",
    "Rapport",
    "Releve",
]
