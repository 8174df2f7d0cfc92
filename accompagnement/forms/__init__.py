"""What people type; rules live in models and actions, here only fields and their wording."""

from accompagnement.forms.affectation import AffectationForm, ReaffectationForm, TransfertForm
from accompagnement.forms.champs import RAPPEL_NOTES, FinForm
from accompagnement.forms.commission import (
    CommissionForm,
    CommissionModifieeForm,
    InscriptionForm,
    PresentationForm,
)
from accompagnement.forms.correction import CorrectionForm, EntreeCorrigeeForm
from accompagnement.forms.document import RelaisForm
from accompagnement.forms.emploi import EmploiForm, SuiviEmploiForm
from accompagnement.forms.entretien import AjoutForm, EntretienForm
from accompagnement.forms.etape import CommencerEtapeForm, EtapeForm, TerminerEtapeForm
from accompagnement.forms.frein import FreinForm
from accompagnement.forms.importation import ImportForm
from accompagnement.forms.memo import MemoForm
from accompagnement.forms.mot import MotForm
from accompagnement.forms.non_entree import NonEntreeForm
from accompagnement.forms.notification import PreferencesForm
from accompagnement.forms.parcours import PrescriptionForm
from accompagnement.forms.participant import ParticipantForm
from accompagnement.forms.passage import DecisionForm
from accompagnement.forms.piece import DepotForm, PieceModifieeForm
from accompagnement.forms.projet import ProjetForm
from accompagnement.forms.remplacement import FinRemplacementForm, RemplacementForm
from accompagnement.forms.rendez_vous import AnnulationForm, DeplacementForm, RendezVousForm
from accompagnement.forms.retrait import RetraitForm
from accompagnement.forms.seance import InscriptionSeanceForm, PresencesForm, SeanceForm
from accompagnement.forms.selection import CommissionCommuneForm, SeanceCommuneForm
from accompagnement.forms.situation import DiagnosticForm
from accompagnement.forms.sortie import SortieForm
from accompagnement.forms.structure import StructureForm
from accompagnement.forms.suspension import SuspensionForm
from accompagnement.forms.vue import VueForm

__all__ = [
    "AffectationForm",
    "AjoutForm",
    "AnnulationForm",
    "CommencerEtapeForm",
    "CommissionCommuneForm",
    "CommissionForm",
    "CommissionModifieeForm",
    "CorrectionForm",
    "DecisionForm",
    "DeplacementForm",
    "DepotForm",
    "DiagnosticForm",
    "EmploiForm",
    "EntreeCorrigeeForm",
    "EntretienForm",
    "EtapeForm",
    "FinForm",
    "FinRemplacementForm",
    "FreinForm",
    "ImportForm",
    "InscriptionForm",
    "InscriptionSeanceForm",
    "MemoForm",
    "MotForm",
    "NonEntreeForm",
    "ParticipantForm",
    "PieceModifieeForm",
    "PreferencesForm",
    "PrescriptionForm",
    "PresencesForm",
    "PresentationForm",
    "ProjetForm",
    "RAPPEL_NOTES",
    "ReaffectationForm",
    "RelaisForm",
    "RetraitForm",
    "RemplacementForm",
    "RendezVousForm",
    "SeanceCommuneForm",
    "SeanceForm",
    "SortieForm",
    "StructureForm",
    "SuiviEmploiForm",
    "SuspensionForm",
    "TerminerEtapeForm",
    "TransfertForm",
    "VueForm",
]
