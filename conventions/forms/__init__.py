from conventions.forms.avenant import AvenantForm, ConventionForm
from conventions.forms.indicateur import (
    JourForm,
    PeriodeControleeForm,
    PeriodeForm,
    verifier_jour,
    verifier_periode,
)
from conventions.forms.objectif import (
    CibleForm,
    NouvelObjectifForm,
    ObjectifForm,
    ValeurForm,
)
from conventions.forms.rapport import MoisForm, mois_echus

__all__ = [
    "AvenantForm",
    "CibleForm",
    "ConventionForm",
    "JourForm",
    "MoisForm",
    "NouvelObjectifForm",
    "ObjectifForm",
    "PeriodeControleeForm",
    "PeriodeForm",
    "ValeurForm",
    "mois_echus",
    "verifier_jour",
    "verifier_periode",
]
