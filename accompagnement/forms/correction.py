from django import forms

from accompagnement.forms.champs import champ_date
from plie.interface.formulaires import FormulaireVersionne


class CorrectionForm(forms.Form):
    motif = forms.CharField(
        label="Pourquoi corriger",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Gardé avec la correction, lu par la direction. Ni santé, ni justice, ni "
        "logement.",
    )


class SaisieCorrigeeForm(FormulaireVersionne):
    """What was noted, said otherwise of a parcours that is closed, and why."""

    motif = forms.CharField(
        label="Pourquoi corriger",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Gardé dans l'historique. Ni santé, ni justice, ni logement.",
    )

    def valeurs(self):
        return super().valeurs() | {"motif": self.cleaned_data["motif"]}


class EntreeCorrigeeForm(CorrectionForm):
    date_entree = champ_date("Date d'entrée")
    field_order = ("date_entree", "motif")
