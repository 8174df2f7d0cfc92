from django import forms

from plie.comptes.models import Structure


class OppositionForm(forms.Form):
    """All partners, unless one is named."""

    structure = forms.ModelChoiceField(
        Structure.objects.filter(est_active=True, accompagne=False),
        required=False,
        empty_label="Tous les partenaires",
        label="La personne refuse le partage avec",
    )
