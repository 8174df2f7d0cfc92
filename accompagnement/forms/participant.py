from django import forms
from django.utils import timezone

from accompagnement.actions.participant import CHAMPS
from accompagnement.models import (
    Participant,
)
from plie.interface.formulaires import (
    FormulaireVersionne,
    SaisieDate,
)
from plie.socle.sms import est_configure


class DistinctionForm(forms.Form):
    motif_distinct = forms.CharField(
        label="C'est une autre personne : pourquoi",
        max_length=300,
        help_text="Gardé dans l'historique du dossier. Par exemple : « son frère jumeau ».",
        error_messages={
            "required": "Ouvrez le dossier déjà connu, ou dites en quoi c'est une autre personne."
        },
    )


class ParticipantForm(FormulaireVersionne):
    adresse_recoit = forms.BooleanField(required=False, label="Cette adresse reçoit de nouveau")
    field_order = (*CHAMPS[: CHAMPS.index("email") + 1], "adresse_recoit")

    class Meta:
        model = Participant
        fields = CHAMPS
        widgets = {"date_naissance": SaisieDate()}
        help_texts = {
            "accepte_sms": "Un rappel la veille de chaque rendez-vous, vers un mobile français. À "
            "cocher seulement si la personne l'a demandé.",
            "numero_france_travail": "11 chiffres, ou 7 chiffres et un caractère.",
            "commune": "Une commune du territoire ; laissez vide si la personne habite ailleurs.",
        }

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        if not est_configure():
            del self.fields["accepte_sms"]
        if self.instance.email_refuse_le is None:
            del self.fields["adresse_recoit"]
        else:
            self.fields["adresse_recoit"].help_text = _dire_le_refus(self.instance)

    def valeurs(self):
        noms = (*self.Meta.fields, "adresse_recoit")
        return {n: self.cleaned_data[n] for n in noms if n in self.fields}


def _dire_le_refus(participant):
    jour = timezone.localdate(participant.email_refuse_le)
    return f"Un courriel y a été refusé le {jour:%d/%m/%Y}. À cocher si elle en reçoit depuis."
