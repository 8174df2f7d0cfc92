from django import forms

from accompagnement.actions.regle_contrat import CHAMPS
from accompagnement.models import RegleContrat
from plie.interface.formulaires import FormulaireAction


class RegleContratForm(FormulaireAction):
    class Meta:
        model = RegleContrat
        fields = CHAMPS


class ClotureForm(forms.Form):
    """Nothing to type: it is sent, or not."""
