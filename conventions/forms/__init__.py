from conventions.forms.indicateur import (
    PeriodeControleeForm,
    PeriodeForm,
    verifier_jour,
    verifier_periode,
)
from conventions.forms.rapport import MoisForm, mois_echus

__all__ = [
    "MoisForm",
    "PeriodeControleeForm",
    "PeriodeForm",
    "mois_echus",
    "verifier_jour",
    "verifier_periode",
]
