from django import forms

from accompagnement.forms.champs import champ_date
from accompagnement.models import Operateur
from plie.interface.formulaires import FormulaireAction


class OperateurForm(FormulaireAction):
    class Meta:
        model = Operateur
        fields = ("nom",)


class FusionOperateurForm(forms.Form):
    vers = forms.ModelChoiceField(
        Operateur.objects.none(),
        label="À réunir avec",
        empty_label="Choisir un opérateur",
        help_text="Ses étapes passent sous ce nom ; l'ancien nom, tapé à nouveau, y mène aussi.",
    )

    def __init__(self, *args, operateur, **options):
        super().__init__(*args, **options)
        self.fields["vers"].queryset = Operateur.objects.actuels().exclude(pk=operateur.pk)


class PeriodeForm(forms.Form):
    """Between two days, both included; either may be left out."""

    du = champ_date("Étapes commencées à partir du", requis=False)
    au = champ_date("Jusqu'au", requis=False)

    def clean(self):
        du, au = self.cleaned_data.get("du"), self.cleaned_data.get("au")
        if du and au and au < du:
            self.add_error("au", "La fin de la période précède son début.")
        return self.cleaned_data
