from django import forms
from django.utils import timezone

from accompagnement.actions.participant import CHAMPS
from accompagnement.enums import (
    Critere,
)
from accompagnement.forms.champs import champ_date
from accompagnement.models import (
    Participant,
    Situation,
)
from plie.comptes.models import Agent, Structure
from plie.interface.formulaires import (
    FormulaireAction,
    FormulaireVersionne,
    SaisieDate,
)


class ParticipantForm(FormulaireVersionne):
    class Meta:
        model = Participant
        fields = CHAMPS
        widgets = {"date_naissance": SaisieDate()}
        help_texts = {
            "numero_france_travail": "11 chiffres, ou 7 chiffres et un caractère.",
            "commune": "Une commune du territoire ; laissez vide si la personne habite ailleurs.",
        }


class PrescriptionForm(forms.Form):
    date_prescription = champ_date("Date de prescription")
    prescripteur = forms.ModelChoiceField(
        Structure.objects.filter(est_active=True),
        required=False,
        empty_label="Non renseigné",
        label="Prescripteur",
    )
    structure = forms.ModelChoiceField(
        Structure.objects.accompagnantes(),
        required=False,
        empty_label="À décider",
        label="Structure d'accompagnement",
    )

    def __init__(self, *args, agent, **options):
        super().__init__(*args, **options)
        self.fields["date_prescription"].initial = timezone.localdate()
        if agent.structure_id:
            # A référent follows people for their own structure, whatever the POST says.
            del self.fields["structure"]


class DiagnosticForm(FormulaireAction):
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    criteres = forms.MultipleChoiceField(
        choices=Critere.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label="Critères d'éligibilité",
        help_text="Cochez tous ceux qui s'appliquent ; ils se cumulent.",
    )

    class Meta:
        model = Situation
        fields = ("date", "statut_emploi", "mois_sans_emploi", "niveau_formation")
        widgets = {"date": SaisieDate()}

    field_order = ("date", "statut_emploi", "mois_sans_emploi", "niveau_formation", "criteres")


class AffectationForm(forms.Form):
    agent = forms.ModelChoiceField(Agent.objects.none(), label="Référent")
    le = champ_date("À partir du")

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["agent"].queryset = Agent.objects.referents().select_related("structure")
        self.fields["le"].initial = timezone.localdate()
