from django import forms
from django.utils import timezone

from accompagnement.forms.champs import champ_date
from plie.comptes.models import Agent


class AffectationForm(forms.Form):
    agent = forms.ModelChoiceField(Agent.objects.none(), label="Référent")
    le = champ_date("À partir du")

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["agent"].queryset = Agent.objects.referents().select_related("structure")
        self.fields["le"].initial = timezone.localdate()
