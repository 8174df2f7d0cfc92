from django import forms

from accompagnement.enums import (
    DECISIONS,
    VERBES_DE_DECISION,
    Decision,
    Statut,
    TypeCommission,
)
from accompagnement.forms.champs import champ_date
from accompagnement.models import (
    Commission,
)
from plie.comptes.models import Agent
from plie.interface.formulaires import (
    FormulaireAction,
    SaisieDate,
)


class InscriptionForm(forms.Form):
    commission = forms.ModelChoiceField(Commission.objects.none(), label="Commission")
    sauf = ""

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["commission"].queryset = Commission.objects.a_venir().exclude(type=self.sauf)


class PresentationForm(InscriptionForm):
    sauf = TypeCommission.SORTIE


class CommissionForm(FormulaireAction):
    type = forms.ChoiceField(
        choices=[("", "Choisir…")]
        + [(type_.value, f"Commission {type_.label}") for type_ in TypeCommission]
    )

    class Meta:
        model = Commission
        fields = ("type", "date", "lieu")
        widgets = {"date": SaisieDate()}


class CommissionModifieeForm(FormulaireAction):
    class Meta:
        model = Commission
        fields = ("date", "lieu", "presents")
        widgets = {"date": SaisieDate(), "presents": forms.Textarea(attrs={"rows": 4})}
        help_texts = {"presents": "Une personne par ligne ; imprimé sur le relevé de décisions."}


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
        if statut != Statut.PRESENTE:
            del self.fields["referent"]
        if Decision.PROLONGE not in possibles:
            del self.fields["prolonge_jusqu_au"]
