from accompagnement.enums.alerte import (
    ALERTES_APRES_SORTIE,
    DITES_AUX_AUTRES,
    DITES_EN_MAIN,
    CodeAlerte,
    Lecteurs,
)
from accompagnement.enums.commission import (
    DECISIONS,
    DECISIONS_A_MOTIVER,
    STATUTS_EXAMINES,
    VERBES_DE_DECISION,
    Decision,
    Manque,
    TypeCommission,
)
from accompagnement.enums.contrat import CONTRAT_DU_CODE, CONTRATS, CONTRATS_D_INSERTION
from accompagnement.enums.correction import NatureCorrection
from accompagnement.enums.emploi import (
    EtatEmploi,
    Jalon,
    Maintien,
    MotifFinEmploi,
    TypeContrat,
)
from accompagnement.enums.entretien import Mode, Presence
from accompagnement.enums.etape import Axe, Financement, IssueImmersion, Resultat
from accompagnement.enums.frein import Impact, StatutFrein, StatutObjectif
from accompagnement.enums.importation import StatutImport
from accompagnement.enums.mise_en_relation import (
    MISES_EN_RELATION_CONCLUES,
    MOTIFS_DE_FIN,
    TRANSITIONS_MISE_EN_RELATION,
    MotifMiseEnRelation,
    StatutMiseEnRelation,
)
from accompagnement.enums.non_entree import MoyenReponse
from accompagnement.enums.orientation import (
    MOTIFS_REFUS_PROPOSES,
    ORIENTATIONS_A_TRAITER,
    ORIENTATIONS_REPONDUES,
    TRANSITIONS_ORIENTATION,
    MotifRefusOrientation,
    StatutOrientation,
)
from accompagnement.enums.parcours import (
    STATUTS_AVANT_ENTREE,
    STATUTS_CLOS,
    STATUTS_EN_ATTENTE,
    STATUTS_EN_ATTENTE_D_ENTREE,
    STATUTS_ENTRES,
    STATUTS_SUIVIS,
    TRANSITIONS,
    Statut,
)
from accompagnement.enums.participant import CIVILITES, Sexe
from accompagnement.enums.piece import (
    PIECES_SENSIBLES,
    PREUVES_DU_CRITERE,
    VALIDITE_MOIS,
    EtatPreuve,
    TypePiece,
)
from accompagnement.enums.projet import ContratAccepte, Transport
from accompagnement.enums.qpv import SourceQpv
from accompagnement.enums.retrait import NatureRetrait
from accompagnement.enums.situation import (
    CRITERES_SENSIBLES,
    DELAI_SORTIE,
    RAPPEL_SORTIE,
    Critere,
    Foyer,
    IssueSortie,
    Moment,
    StatutEmploi,
)
from accompagnement.enums.sms import SMS_COMPTES, StatutSms
from accompagnement.enums.sortie import (
    Categorie,
    DeduitDe,
    Denominateur,
    ModeFormation,
    ModeInterim,
    ModeSixMois,
    OperateurDuree,
    Rattachement,
)
from accompagnement.enums.texte_imprime import COURRIERS, TEXTES_DU_DOCUMENT, TexteCode

__all__ = [
    "MoyenReponse",
    "NatureRetrait",
    "NatureCorrection",
    "TEXTES_DU_DOCUMENT",
    "TexteCode",
    "CONTRATS",
    "CONTRATS_D_INSERTION",
    "CONTRAT_DU_CODE",
    "COURRIERS",
    "ALERTES_APRES_SORTIE",
    "Axe",
    "CIVILITES",
    "CRITERES_SENSIBLES",
    "Categorie",
    "CodeAlerte",
    "Lecteurs",
    "ContratAccepte",
    "Critere",
    "DECISIONS",
    "DECISIONS_A_MOTIVER",
    "DITES_AUX_AUTRES",
    "DITES_EN_MAIN",
    "DELAI_SORTIE",
    "Decision",
    "Denominateur",
    "EtatPreuve",
    "Financement",
    "Foyer",
    "Impact",
    "IssueSortie",
    "EtatEmploi",
    "IssueImmersion",
    "Jalon",
    "MISES_EN_RELATION_CONCLUES",
    "MOTIFS_DE_FIN",
    "DeduitDe",
    "MOTIFS_REFUS_PROPOSES",
    "Maintien",
    "Manque",
    "Mode",
    "ModeFormation",
    "ModeInterim",
    "ModeSixMois",
    "Moment",
    "MotifFinEmploi",
    "MotifMiseEnRelation",
    "MotifRefusOrientation",
    "ORIENTATIONS_A_TRAITER",
    "ORIENTATIONS_REPONDUES",
    "OperateurDuree",
    "PIECES_SENSIBLES",
    "PREUVES_DU_CRITERE",
    "Presence",
    "RAPPEL_SORTIE",
    "Rattachement",
    "Resultat",
    "SMS_COMPTES",
    "STATUTS_AVANT_ENTREE",
    "STATUTS_CLOS",
    "STATUTS_ENTRES",
    "STATUTS_EN_ATTENTE",
    "STATUTS_EN_ATTENTE_D_ENTREE",
    "STATUTS_EXAMINES",
    "STATUTS_SUIVIS",
    "Sexe",
    "SourceQpv",
    "Statut",
    "StatutEmploi",
    "StatutFrein",
    "StatutImport",
    "StatutMiseEnRelation",
    "StatutObjectif",
    "StatutOrientation",
    "StatutSms",
    "TRANSITIONS",
    "TRANSITIONS_MISE_EN_RELATION",
    "TRANSITIONS_ORIENTATION",
    "Transport",
    "TypeCommission",
    "TypeContrat",
    "TypePiece",
    "VALIDITE_MOIS",
    "VERBES_DE_DECISION",
]
