from conventions.models.rapport import FichierRapport, Rapport
from conventions.models.releve import MoisArrete, Releve

__all__ = ["FichierRapport", "MoisArrete", "Rapport", "Releve"]
