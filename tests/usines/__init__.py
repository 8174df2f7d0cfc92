"""Factories for the tests: invented people, valid rows, French trades.

ParcoursFactory()                             prescribed only
ParcoursFactory(actif=True)                   entered on 15 January 2025
ParcoursFactory(sorti=True, motif="cdi")      left on 30 June 2025, exit validated
ParcoursFactory(actif=True, criteres=["rsa"], niveau="infra3", referent=agent)
"""

from tests.usines.affectation import AffectationFactory, RemplacementFactory
from tests.usines.agent import MOT_DE_PASSE, AgentFactory, CoordinationFactory, StructureFactory
from tests.usines.cohorte import AppartenanceFactory, CohorteFactory
from tests.usines.commission import CommissionFactory
from tests.usines.convention import (
    CibleFactory,
    ConventionFactory,
    ObjectifFactory,
    ValeurFactory,
)
from tests.usines.courrier import CourrierFactory
from tests.usines.emargement import EmargementFactory
from tests.usines.emploi import EmploiFactory, SuiviEmploiFactory
from tests.usines.entretien import PARIS, EntretienFactory, SeanceFactory
from tests.usines.etape import EtapeFactory
from tests.usines.memo import MemoFactory
from tests.usines.mise_en_relation import MiseEnRelationFactory
from tests.usines.mot import MotFactory
from tests.usines.offre import (
    EtablissementFactory,
    OffreFactory,
    StockFactory,
    SynchronisationFactory,
)
from tests.usines.operateur import OperateurFactory
from tests.usines.orientation import OrientationFactory, PieceOrientationFactory
from tests.usines.parcours import ParcoursFactory
from tests.usines.participant import CommuneFactory, ParticipantFactory
from tests.usines.piece import PieceFactory
from tests.usines.situation import CritereFactory, SituationFactory
from tests.usines.sortie import MotifSortieFactory, RegleSortieFactory, SortieFactory
from tests.usines.suspension import MotifSuspensionFactory

__all__ = [
    "AffectationFactory",
    "AgentFactory",
    "AppartenanceFactory",
    "CibleFactory",
    "CohorteFactory",
    "ConventionFactory",
    "ObjectifFactory",
    "ValeurFactory",
    "CommissionFactory",
    "CommuneFactory",
    "CoordinationFactory",
    "CourrierFactory",
    "CritereFactory",
    "EmargementFactory",
    "EmploiFactory",
    "EntretienFactory",
    "EtablissementFactory",
    "EtapeFactory",
    "MOT_DE_PASSE",
    "MemoFactory",
    "MiseEnRelationFactory",
    "MotFactory",
    "MotifSortieFactory",
    "MotifSuspensionFactory",
    "OffreFactory",
    "OperateurFactory",
    "OrientationFactory",
    "PARIS",
    "ParcoursFactory",
    "ParticipantFactory",
    "PieceFactory",
    "PieceOrientationFactory",
    "RegleSortieFactory",
    "RemplacementFactory",
    "SeanceFactory",
    "SituationFactory",
    "SortieFactory",
    "StockFactory",
    "StructureFactory",
    "SuiviEmploiFactory",
    "SynchronisationFactory",
]
