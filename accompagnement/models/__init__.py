from accompagnement.models.affectation import AffectationReferent
from accompagnement.models.agenda import JetonAgenda
from accompagnement.models.alerte import Alerte
from accompagnement.models.brouillon import Brouillon
from accompagnement.models.cohorte import AppartenanceCohorte, Cohorte
from accompagnement.models.commission import Commission
from accompagnement.models.correction import Correction
from accompagnement.models.courrier import Courrier
from accompagnement.models.critere import CritereEligibilite
from accompagnement.models.emargement import Emargement
from accompagnement.models.emploi import Emploi, SuiviEmploi
from accompagnement.models.entretien import AjoutEntretien, Entretien
from accompagnement.models.etape import Etape
from accompagnement.models.frein import EvaluationFrein, Frein, ObjectifFrein
from accompagnement.models.fusion import Fusion
from accompagnement.models.importation import ImportDossiers
from accompagnement.models.memo import Memo
from accompagnement.models.mise_en_relation import MiseEnRelation
from accompagnement.models.mot import Mot
from accompagnement.models.non_entree import MotifNonEntree, NonEntree
from accompagnement.models.notification import Notification, PreferenceNotification
from accompagnement.models.operateur import Operateur
from accompagnement.models.orientation import MessageOrientation, Orientation, PieceOrientation
from accompagnement.models.parcours import Parcours
from accompagnement.models.partage import Opposition, Partage
from accompagnement.models.participant import Participant
from accompagnement.models.passage import Passage
from accompagnement.models.phrase import PhrasesDeLAgent
from accompagnement.models.piece import Piece
from accompagnement.models.projet import Competence, Projet
from accompagnement.models.qpv import ConstatQpv
from accompagnement.models.rapprochement import Rapprochement, ReglagesRapprochement
from accompagnement.models.reglages import Reglages
from accompagnement.models.regle_contrat import RegleContrat
from accompagnement.models.remplacement import Remplacement
from accompagnement.models.retrait import Retrait
from accompagnement.models.seance import ParticipationSeance, Seance
from accompagnement.models.situation import Situation
from accompagnement.models.sms import Sms
from accompagnement.models.sortie import MotifSortie, RegleSortie, Sortie
from accompagnement.models.suspension import MotifSuspension, Suspension
from accompagnement.models.texte_imprime import TexteImprime
from accompagnement.models.vue import ChoixColonnes, VueListe

__all__ = [
    "AffectationReferent",
    "AjoutEntretien",
    "Alerte",
    "AppartenanceCohorte",
    "Brouillon",
    "Cohorte",
    "Commission",
    "ChoixColonnes",
    "Competence",
    "ConstatQpv",
    "Correction",
    "Courrier",
    "CritereEligibilite",
    "Emargement",
    "Emploi",
    "Entretien",
    "Etape",
    "EvaluationFrein",
    "Frein",
    "Fusion",
    "ImportDossiers",
    "JetonAgenda",
    "Memo",
    "MessageOrientation",
    "MiseEnRelation",
    "Mot",
    "MotifNonEntree",
    "MotifSortie",
    "MotifSuspension",
    "NonEntree",
    "Notification",
    "ObjectifFrein",
    "Operateur",
    "Opposition",
    "Orientation",
    "Parcours",
    "Partage",
    "Participant",
    "ParticipationSeance",
    "Passage",
    "Piece",
    "PieceOrientation",
    "PreferenceNotification",
    "Projet",
    "Reglages",
    "Rapprochement",
    "ReglagesRapprochement",
    "Retrait",
    "RegleContrat",
    "RegleSortie",
    "Remplacement",
    "Seance",
    "Situation",
    "Sms",
    "Sortie",
    "SuiviEmploi",
    "Suspension",
    "TexteImprime",
    "PhrasesDeLAgent",
    "VueListe",
]
