from accompagnement.models.commission import Commission, Passage
from accompagnement.models.imports import ImportDossiers
from accompagnement.models.parcours import AffectationReferent, Parcours, Suspension
from accompagnement.models.participant import Participant
from accompagnement.models.situation import CritereEligibilite, Situation
from accompagnement.models.sortie import MotifSortie, RegleSortie, Sortie
from accompagnement.models.suivi import Emploi, Entretien, Etape

__all__ = [
    "AffectationReferent",
    "Commission",
    "CritereEligibilite",
    "Emploi",
    "Entretien",
    "Etape",
    "ImportDossiers",
    "MotifSortie",
    "Parcours",
    "Participant",
    "Passage",
    "RegleSortie",
    "Situation",
    "Sortie",
    "Suspension",
]
