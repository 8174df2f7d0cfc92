from django import forms
from django.utils import timezone

from accompagnement.enums import (
    MotifSuspension,
)
from accompagnement.forms.champs import champ_date
from accompagnement.models import (
    Emploi,
)
from plie.interface.formulaires import (
    FormulaireAction,
    SaisieDate,
)


class SuspensionForm(forms.Form):
    motif = forms.ChoiceField(choices=MotifSuspension.choices)
    date_debut = champ_date("À partir du")
    date_fin_prevue = champ_date("Fin prévue le", requis=False)

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["date_debut"].initial = timezone.localdate()


class FinForm(forms.Form):
    """One date that ends something: a suspension, a job."""

    date_fin = champ_date("Dernier jour")

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["date_fin"].initial = timezone.localdate()


class EmploiForm(FormulaireAction):
    class Meta:
        model = Emploi
        fields = ("type_contrat", "employeur", "heures_hebdo", "date_debut", "date_fin_prevue")
        widgets = {"date_debut": SaisieDate(), "date_fin_prevue": SaisieDate()}
