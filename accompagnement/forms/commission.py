from django import forms
from django.utils import timezone

from accompagnement.enums import (
    DECISIONS,
    VERBES_DE_DECISION,
    Decision,
    Statut,
    TypeCommission,
)
from accompagnement.forms.champs import RAPPEL_NOTES, champ_date
from accompagnement.models import (
    Commission,
    MotifSortie,
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


class SortieForm(forms.Form):
    motif = forms.ModelChoiceField(
        MotifSortie.objects.filter(est_actif=True), label="Motif", empty_label="Choisir un motif"
    )
    date_effet = champ_date("Date de sortie")
    commission = forms.ModelChoiceField(
        Commission.objects.none(),
        required=False,
        label="Commission",
        empty_label="Plus tard",
        help_text="La sortie ne compte qu'une fois validée en commission.",
    )
    commentaire = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        max_length=5000,
        help_text=RAPPEL_NOTES,
    )

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        a_venir = Commission.objects.a_venir()
        self.fields["commission"].queryset = a_venir.exclude(type=TypeCommission.INTEGRATION)
        self.fields["date_effet"].initial = timezone.localdate()


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
