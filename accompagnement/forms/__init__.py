"""What people type; rules live in models and actions, here only fields and their wording."""

from accompagnement.forms.champs import RAPPEL_NOTES
from accompagnement.forms.commissions import (
    CommissionForm,
    DecisionForm,
    InscriptionForm,
    PresentationForm,
    SortieForm,
)
from accompagnement.forms.dossiers import (
    AffectationForm,
    DiagnosticForm,
    ParticipantForm,
    PrescriptionForm,
)
from accompagnement.forms.imports import ImportForm
from accompagnement.forms.parcours import EmploiForm, FinForm, SuspensionForm
from accompagnement.forms.structures import StructureForm
from accompagnement.forms.suivi import EntretienForm, EtapeForm

__all__ = [
    "AffectationForm",
    "CommissionForm",
    "DecisionForm",
    "DiagnosticForm",
    "EmploiForm",
    "EntretienForm",
    "EtapeForm",
    "FinForm",
    "ImportForm",
    "InscriptionForm",
    "ParticipantForm",
    "PrescriptionForm",
    "PresentationForm",
    "RAPPEL_NOTES",
    "SortieForm",
    "StructureForm",
    "SuspensionForm",
]
