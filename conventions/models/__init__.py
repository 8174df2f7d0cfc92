from conventions.models.commentaire import BrouillonCommentaire, CommentaireRapport
from conventions.models.convention import Avenant, Convention
from conventions.models.objectif import Cible, CompteurManuel, Objectif
from conventions.models.rapport import CopieRemise, FichierRapport, Rapport
from conventions.models.releve import MoisArrete, Releve
from conventions.models.serie import Serie, ValeurSerie

__all__ = [
    "Avenant",
    "BrouillonCommentaire",
    "Cible",
    "CommentaireRapport",
    "CompteurManuel",
    "Convention",
    "CopieRemise",
    "FichierRapport",
    "MoisArrete",
    "Objectif",
    "Rapport",
    "Releve",
    "Serie",
    "ValeurSerie",
]
