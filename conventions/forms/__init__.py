from conventions.forms.avenant import AvenantForm, ConventionForm
from conventions.forms.commentaire import CommentairesForm
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
from conventions.forms.rapport import CopieForm, MoisForm, mois_echus
from conventions.forms.serie import ImportSeriesForm, SerieForm, ValeurSerieForm

__all__ = [
    "AvenantForm",
    "CibleForm",
    "CommentairesForm",
    "ConventionForm",
    "CopieForm",
    "ImportSeriesForm",
    "JourForm",
    "MoisForm",
    "NouvelObjectifForm",
    "ObjectifForm",
    "PeriodeControleeForm",
    "PeriodeForm",
    "SerieForm",
    "ValeurForm",
    "ValeurSerieForm",
    "mois_echus",
    "verifier_jour",
    "verifier_periode",
]
