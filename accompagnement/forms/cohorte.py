from django import forms
from django.utils import timezone

from accompagnement.forms.champs import RAPPEL_LIBELLE, champ_date
from accompagnement.models import Cohorte
from plie.interface.formulaires import FormulaireVersionne


class CohorteForm(FormulaireVersionne):
    class Meta:
        model = Cohorte
        fields = ("libelle", "code", "capacite", "jours_sans_entretien")
        labels = {"jours_sans_entretien": "Prévenir sans entretien depuis (jours)"}
        help_texts = {
            "code": "Court et sans espace : il sert dans les adresses, les fichiers d'import et "
            "les conventions.",
        }


def _raison(libelle):
    return forms.CharField(
        label=libelle,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=RAPPEL_LIBELLE,
    )


class ChoixCohorteForm(forms.Form):
    cohorte = forms.ModelChoiceField(
        Cohorte.objects.none(), label="Cohorte", empty_label="Choisir une cohorte"
    )
    date_debut = champ_date("À partir du")
    raison = _raison("Pourquoi cette personne")

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["cohorte"].queryset = Cohorte.objects.avec_effectif()
        self.fields["cohorte"].label_from_instance = _avec_ses_places
        self.fields["date_debut"].initial = timezone.localdate()


def _avec_ses_places(cohorte):
    return f"{cohorte} ({cohorte.effectif} sur {cohorte.capacite} places)"


class DepartCohorteForm(forms.Form):
    date_fin = champ_date("Quitte la cohorte le")
    raison_fin = _raison("Pourquoi elle la quitte")

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["date_fin"].initial = timezone.localdate()
