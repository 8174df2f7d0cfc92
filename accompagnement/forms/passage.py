from django import forms

from accompagnement.enums import (
    DECISIONS,
    VERBES_DE_DECISION,
    Decision,
    Statut,
)
from accompagnement.forms.champs import champ_date
from plie.comptes.models import Agent

SANS_CRITERE = "Obligatoire pour refuser ou ajourner, et pour intégrer sans critère (pourquoi)."


class DecisionForm(forms.Form):
    decision = forms.ChoiceField(
        label="Décision",
        widget=forms.RadioSelect,
        error_messages={"required": "Choisissez la décision."},
    )
    prolonge_jusqu_au = champ_date("Jusqu'au", requis=False, aide="Pour prolonger.")
    motif = forms.CharField(
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Obligatoire pour refuser ou ajourner.",
    )
    referent = forms.ModelChoiceField(
        Agent.objects.none(), required=False, label="Référent", empty_label="Inchangé"
    )

    def __init__(self, *args, statut, **options):
        super().__init__(*args, **options)
        possibles = DECISIONS.get(Statut(statut), ())
        self.fields["decision"].choices = [
            (decision.value, VERBES_DE_DECISION[decision]) for decision in possibles
        ]
        self.fields["referent"].queryset = Agent.objects.referents()
        if Decision.INTEGRE in possibles:
            self.fields["motif"].help_text = SANS_CRITERE
        if statut != Statut.PRESENTE:
            del self.fields["referent"]
        if Decision.PROLONGE not in possibles:
            del self.fields["prolonge_jusqu_au"]
