"""What people type; rules live in models and actions, here only fields and their wording."""

from accompagnement.forms.affectation import AffectationForm, ReaffectationForm, TransfertForm
from accompagnement.forms.champs import RAPPEL_NOTES, FinForm
from accompagnement.forms.cohorte import ChoixCohorteForm, CohorteForm, DepartCohorteForm
from accompagnement.forms.commission import (
    CommissionForm,
    CommissionModifieeForm,
    InscriptionForm,
    PresentationForm,
)
from accompagnement.forms.correction import CorrectionForm, EntreeCorrigeeForm
from accompagnement.forms.courrier import CourrierForm, CourriersForm
from accompagnement.forms.critere import CritereForm
from accompagnement.forms.document import RelaisForm
from accompagnement.forms.emargement import FeuilleForm, FiltreEmargementForm, SignatureForm
from accompagnement.forms.emploi import (
    EmploiForm,
    FinCorrigeeForm,
    RuptureForm,
    SuiviEmploiForm,
)
from accompagnement.forms.entretien import AjoutForm, EntretienForm
from accompagnement.forms.etape import (
    CommencerEtapeForm,
    ContratCorrigeForm,
    EtapeForm,
    ImmersionCorrigeeForm,
    ImmersionForm,
    RenoncerEtapeForm,
    RenonciationCorrigeeForm,
    ResultatCorrigeForm,
    TerminerEtapeForm,
    TerminerImmersionForm,
)
from accompagnement.forms.frein import FreinForm
from accompagnement.forms.importation import CorrectionImportForm, ImportForm
from accompagnement.forms.memo import MemoForm
from accompagnement.forms.mot import MotForm
from accompagnement.forms.non_entree import NonEntreeForm
from accompagnement.forms.notification import PreferencesForm
from accompagnement.forms.operateur import FusionOperateurForm, OperateurForm, PeriodeForm
from accompagnement.forms.parcours import PrescriptionForm
from accompagnement.forms.participant import DistinctionForm, ParticipantForm
from accompagnement.forms.passage import DecisionForm
from accompagnement.forms.phrase import PhrasesForm
from accompagnement.forms.piece import DepotForm, PieceModifieeForm, RefusPieceForm
from accompagnement.forms.projet import ProjetForm
from accompagnement.forms.qpv import ConstatQpvForm
from accompagnement.forms.regle_contrat import ClotureForm, RegleContratForm
from accompagnement.forms.regle_sortie import RegleSortieForm, RetraitRegleForm
from accompagnement.forms.remplacement import FinRemplacementForm, RemplacementForm
from accompagnement.forms.rendez_vous import AnnulationForm, DeplacementForm, RendezVousForm
from accompagnement.forms.retrait import RetraitForm
from accompagnement.forms.seance import InscriptionSeanceForm, PresencesForm, SeanceForm
from accompagnement.forms.selection import CommissionCommuneForm, SeanceCommuneForm
from accompagnement.forms.situation import (
    ChangementCorrigeForm,
    DiagnosticForm,
    JourForm,
    NouveauChangementForm,
)
from accompagnement.forms.sortie import SituationSortieForm, SortieForm
from accompagnement.forms.structure import StructureForm
from accompagnement.forms.suspension import SuspensionForm
from accompagnement.forms.vue import AffichageForm, ColonnesForm, VueForm

__all__ = [
    "AffectationForm",
    "AffichageForm",
    "AjoutForm",
    "AnnulationForm",
    "ChangementCorrigeForm",
    "ChoixCohorteForm",
    "ClotureForm",
    "CohorteForm",
    "ColonnesForm",
    "CommencerEtapeForm",
    "CommissionCommuneForm",
    "CommissionForm",
    "CommissionModifieeForm",
    "ConstatQpvForm",
    "ContratCorrigeForm",
    "CorrectionForm",
    "CorrectionImportForm",
    "CourrierForm",
    "CourriersForm",
    "CritereForm",
    "DecisionForm",
    "DeplacementForm",
    "DepartCohorteForm",
    "DepotForm",
    "DiagnosticForm",
    "DistinctionForm",
    "EmploiForm",
    "EntreeCorrigeeForm",
    "EntretienForm",
    "EtapeForm",
    "FeuilleForm",
    "FiltreEmargementForm",
    "FinCorrigeeForm",
    "FinForm",
    "FinRemplacementForm",
    "FreinForm",
    "FusionOperateurForm",
    "ImmersionCorrigeeForm",
    "ImmersionForm",
    "ImportForm",
    "InscriptionForm",
    "InscriptionSeanceForm",
    "JourForm",
    "MemoForm",
    "MotForm",
    "NonEntreeForm",
    "NouveauChangementForm",
    "OperateurForm",
    "ParticipantForm",
    "PeriodeForm",
    "PieceModifieeForm",
    "PreferencesForm",
    "PrescriptionForm",
    "PhrasesForm",
    "PresencesForm",
    "PresentationForm",
    "ProjetForm",
    "RAPPEL_NOTES",
    "ReaffectationForm",
    "RefusPieceForm",
    "RegleContratForm",
    "RegleSortieForm",
    "RelaisForm",
    "RemplacementForm",
    "RendezVousForm",
    "RenoncerEtapeForm",
    "RenonciationCorrigeeForm",
    "ResultatCorrigeForm",
    "RetraitForm",
    "RetraitRegleForm",
    "RuptureForm",
    "SeanceCommuneForm",
    "SeanceForm",
    "SignatureForm",
    "SituationSortieForm",
    "SortieForm",
    "StructureForm",
    "SuiviEmploiForm",
    "SuspensionForm",
    "TerminerEtapeForm",
    "TerminerImmersionForm",
    "TransfertForm",
    "VueForm",
]
