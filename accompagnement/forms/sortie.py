from django import forms
from django.utils import timezone

from accompagnement.enums import (
    IssueSortie,
    TypeCommission,
)
from accompagnement.forms.champs import RAPPEL_NOTES, OuiNonField, champ_date
from accompagnement.models import (
    Commission,
    MotifSortie,
    Situation,
)
from plie.interface.formulaires import FormulaireAction, SaisieDate, Selon

TITRE_OBTENU = {"qualification": Selon("a_obtenu_qualification", ("true",))}


class SortieForm(forms.Form):
    selon = TITRE_OBTENU
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

    issue = forms.ChoiceField(
        choices=[("", "À recueillir plus tard"), *IssueSortie.choices],
        required=False,
        label="Situation à la sortie",
        help_text="Demandée par le FSE+ dans les 28 jours qui suivent la sortie.",
    )
    a_obtenu_qualification = OuiNonField(label="Qualification obtenue")
    qualification = forms.CharField(
        label="Titre, diplôme ou certificat", max_length=150, required=False
    )

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        a_venir = Commission.objects.a_venir()
        self.fields["commission"].queryset = a_venir.exclude(type=TypeCommission.INTEGRATION)
        self.fields["date_effet"].initial = timezone.localdate()


class SituationSortieForm(FormulaireAction):
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    issue = forms.ChoiceField(
        choices=[("", "Choisir"), *IssueSortie.choices], label="Situation à la sortie"
    )
    a_obtenu_qualification = OuiNonField(label="Qualification obtenue")

    class Meta:
        model = Situation
        fields = ("date", "issue", "a_obtenu_qualification", "qualification")
        widgets = {"date": SaisieDate()}
        labels = {"date": "Recueillie le"}

    selon = TITRE_OBTENU
