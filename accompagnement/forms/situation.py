from django import forms

from accompagnement.enums import (
    Critere,
)
from accompagnement.models import (
    Situation,
)
from plie.interface.formulaires import (
    FormulaireAction,
    SaisieDate,
)


class DiagnosticForm(FormulaireAction):
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    criteres = forms.MultipleChoiceField(
        choices=Critere.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label="Critères d'éligibilité",
        help_text="Cochez tous ceux qui s'appliquent ; ils se cumulent.",
    )

    class Meta:
        model = Situation
        fields = ("date", "statut_emploi", "mois_sans_emploi", "niveau_formation")
        widgets = {"date": SaisieDate()}

    field_order = ("date", "statut_emploi", "mois_sans_emploi", "niveau_formation", "criteres")
