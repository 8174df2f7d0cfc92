from accompagnement.models.alerte import Alerte, Reglages
from accompagnement.models.commission import Commission, Passage
from accompagnement.models.emploi import Emploi, SuiviEmploi
from accompagnement.models.entretien import Entretien
from accompagnement.models.etape import Etape
from accompagnement.models.frein import EvaluationFrein, Frein, ObjectifFrein
from accompagnement.models.importation import ImportDossiers
from accompagnement.models.mise_en_relation import (
    MiseEnRelation,
    Rapprochement,
    ReglagesRapprochement,
)
from accompagnement.models.parcours import AffectationReferent, Parcours, Suspension
from accompagnement.models.participant import Participant
from accompagnement.models.piece import Piece
from accompagnement.models.portefeuille import Fusion, Remplacement, VueListe
from accompagnement.models.projet import Competence, Projet
from accompagnement.models.rendez_vous import Brouillon, JetonAgenda, ParticipationSeance, Seance
from accompagnement.models.situation import CritereEligibilite, Situation
from accompagnement.models.sortie import MotifSortie, RegleSortie, Sortie

__all__ = [
    "AffectationReferent",
    "Alerte",
    "Brouillon",
    "Commission",
    "Competence",
    "CritereEligibilite",
    "Emploi",
    "Entretien",
    "Etape",
    "EvaluationFrein",
    "Frein",
    "Fusion",
    "ImportDossiers",
    "JetonAgenda",
    "MiseEnRelation",
    "MotifSortie",
    "ObjectifFrein",
    "Parcours",
    "Participant",
    "ParticipationSeance",
    "Passage",
    "Piece",
    "Projet",
    "Reglages",
    "Rapprochement",
    "ReglagesRapprochement",
    "RegleSortie",
    "Remplacement",
    "Seance",
    "Situation",
    "Sortie",
    "SuiviEmploi",
    "Suspension",
    "VueListe",
]
