from django import forms

from accompagnement.enums import Presence
from accompagnement.forms.rendez_vous import ChoixPersonne
from accompagnement.models import Parcours, Seance
from plie.interface.formulaires import FormulaireVersionne, SaisieDateHeure


class SeanceForm(FormulaireVersionne):
    debut = forms.DateTimeField(label="Date et heure", widget=SaisieDateHeure())

    class Meta:
        model = Seance
        fields = ("titre", "debut", "duree_minutes", "lieu", "places")
        help_texts = {"places": "Laissez vide s'il n'y a pas de limite."}


class ChoixPersonnes(forms.ModelMultipleChoiceField, ChoixPersonne):
    pass


class InscriptionSeanceForm(forms.Form):
    parcours = ChoixPersonnes(
        Parcours.objects.none(), label="Personnes à inscrire", widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args, parcours, **options):
        super().__init__(*args, **options)
        self.fields["parcours"].queryset = parcours


class PresencesForm(forms.Form):
    """One field a person registered."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, participations, **options):
        super().__init__(*args, **options)
        self.participations = participations
        for participation in participations:
            self.fields[f"presence_{participation.pk}"] = forms.ChoiceField(
                choices=Presence.choices,
                initial=participation.presence,
                label=participation.parcours.participant.identite_datee,
            )

    def presences(self):
        return {p.pk: self.cleaned_data[f"presence_{p.pk}"] for p in self.participations}
