from django import forms
from django.utils import timezone

from accompagnement.enums import Resultat
from accompagnement.forms.champs import RAPPEL_LIBELLE, champ_date
from accompagnement.models import Etape
from plie.interface.formulaires import FormulaireVersionne, SaisieDate

DATES = ("date_debut_prevue", "date_debut", "date_fin_prevue", "date_fin")


class EtapeForm(FormulaireVersionne):
    class Meta:
        model = Etape
        fields = ("axe", "libelle", "operateur", "financement", *DATES, "resultat")
        widgets = {nom: SaisieDate() for nom in DATES}
        help_texts = {
            "libelle": RAPPEL_LIBELLE,
            "date_debut": "Laissez vide tant que l'étape n'a pas commencé.",
            "resultat": "À la fin de l'étape seulement.",
        }


class CommencerEtapeForm(forms.Form):
    date_debut = champ_date("Commence le")

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["date_debut"].initial = timezone.localdate()


class TerminerEtapeForm(forms.Form):
    date_fin = champ_date("Terminée le")
    resultat = forms.ChoiceField(
        label="Résultat",
        choices=Resultat.choices,
        widget=forms.RadioSelect,
        initial=Resultat.REALISEE,
    )

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["date_fin"].initial = timezone.localdate()
