from django import forms

from accompagnement.forms.champs import SaisieRendezVous, selon_l_adresse
from accompagnement.models import Entretien, Parcours
from plie.comptes.models import Agent
from plie.interface.formulaires import FormulaireAction, FormulaireVersionne

# How long it lasts says what it overlaps.
AVEC_LA_DUREE = {
    "hx-include": "[name=duree_minutes]",
    "hx-trigger": "load, change, change from:[name=duree_minutes]",
}


class ChoixPersonne(forms.ModelChoiceField):
    def label_from_instance(self, parcours):
        return parcours.participant.identite_datee


class RendezVousForm(FormulaireAction):
    parcours = ChoixPersonne(Parcours.objects.none(), label="Personne")
    debut = forms.DateTimeField(label="Date et heure", widget=SaisieRendezVous(attrs=AVEC_LA_DUREE))
    inviter = forms.BooleanField(
        label="Envoyer une invitation par courriel",
        required=False,
        help_text="Si la personne a une adresse et accepte les courriels.",
    )

    class Meta:
        model = Entretien
        fields = ("parcours", "debut", "duree_minutes", "mode", "lieu")

    def __init__(self, *args, parcours, **options):
        super().__init__(*args, **options)
        self.fields["parcours"].queryset = parcours


class _SuiteForm(FormulaireVersionne):
    """What changes an appointment, and whether the person is told."""

    inviter = forms.BooleanField(required=False)

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        selon_l_adresse(self, "inviter", self.instance.parcours.participant)


class DeplacementForm(_SuiteForm):
    debut = forms.DateTimeField(label="Nouvelle date et heure", widget=SaisieRendezVous())
    inviter = forms.BooleanField(label="Envoyer une nouvelle invitation", required=False)

    class Meta:
        model = Entretien
        fields = ("debut", "mode", "lieu")

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["debut"].widget.regarder(
            self.instance.agent, sauf=self.instance, minutes=self.instance.duree_minutes
        )


class AnnulationForm(_SuiteForm):
    inviter = forms.BooleanField(label="Prévenir la personne par courriel", required=False)

    class Meta:
        model = Entretien
        fields = ()


class ChoixAgentForm(forms.Form):
    """Whose calendar coordination looks at, and whose others beside it."""

    agent = forms.ModelChoiceField(Agent.objects.none(), label="Agenda de", required=False)
    avec = forms.ModelMultipleChoiceField(
        Agent.objects.none(),
        label="Agendas à côté",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args, agents, **options):
        super().__init__(*args, **options)
        self.fields["agent"].queryset = self.fields["avec"].queryset = agents
        self.fields["agent"].empty_label = "Moi"
