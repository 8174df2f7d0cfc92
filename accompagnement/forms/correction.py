from django import forms

from accompagnement.forms.champs import champ_date


class CorrectionForm(forms.Form):
    motif = forms.CharField(
        label="Pourquoi corriger",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Gardé avec la correction, lu par la direction. Ni santé, ni justice, ni "
        "logement.",
    )


class EntreeCorrigeeForm(CorrectionForm):
    date_entree = champ_date("Date d'entrée")
    field_order = ("date_entree", "motif")
