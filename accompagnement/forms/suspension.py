from django import forms
from django.utils import timezone

from accompagnement.forms.champs import champ_date
from accompagnement.models import MotifSuspension


class SuspensionForm(forms.Form):
    motif = forms.ModelChoiceField(
        MotifSuspension.objects.filter(est_actif=True), empty_label="Choisir un motif"
    )
    date_debut = champ_date("À partir du")
    date_fin_prevue = champ_date("Fin prévue le", requis=False)

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["date_debut"].initial = timezone.localdate()
