from django import forms
from django.utils import timezone

from accompagnement.enums import (
    TypeCommission,
)
from accompagnement.forms.champs import RAPPEL_NOTES, champ_date
from accompagnement.models import (
    Commission,
    MotifSortie,
)


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
