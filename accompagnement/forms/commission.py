from django import forms

from accompagnement.enums import TypeCommission
from accompagnement.models import Commission
from plie.interface.formulaires import FormulaireAction, SaisieDate


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
