"""What the acts on a selection ask, once the people are chosen."""

from django import forms
from django.utils import timezone

from accompagnement.forms.commission import InscriptionForm
from accompagnement.models import Seance
from plie.interface.formulaires import FormulaireAction, SaisieDateHeure, Selon


class SeanceCommuneForm(FormulaireAction):
    """An upcoming session, or what makes a new one."""

    seance = forms.ModelChoiceField(
        Seance.objects.none(), label="Séance", required=False, empty_label="Une nouvelle séance"
    )
    titre = forms.CharField(max_length=200, required=False)
    debut = forms.DateTimeField(label="Date et heure", widget=SaisieDateHeure(), required=False)

    class Meta:
        model = Seance
        fields = ("titre", "debut", "duree_minutes", "lieu", "places")
        help_texts = {
            "duree_minutes": "Vide : deux heures.",
            "places": "Laissez vide s'il n'y a pas de limite.",
        }

    selon = {nom: Selon("seance", ("",)) for nom in ("titre", "debut", *Meta.fields[2:])}
    field_order = ("seance", "titre", "debut", "duree_minutes", "lieu", "places")

    def __init__(self, *args, seances, **options):
        super().__init__(*args, **options)
        self.fields["seance"].queryset = seances
        self.fields["seance"].label_from_instance = _nommer
        self.fields["duree_minutes"].required = False
        self.initial["duree_minutes"] = None

    def clean(self):
        donnees = super().clean()
        if not donnees.get("seance"):
            self._exiger_une_nouvelle(donnees)
        return donnees

    def _exiger_une_nouvelle(self, donnees):
        if not donnees.get("titre", "").strip():
            self.add_error("titre", "Choisissez une séance, ou donnez un titre à la nouvelle.")
        if not donnees.get("debut"):
            if "debut" not in self.errors:
                self.add_error("debut", "Indiquez quand la nouvelle séance a lieu.")
        elif donnees["debut"] <= timezone.now():
            self.add_error("debut", "Cette séance serait dans le passé.")

    def nouvelle(self):
        """The arguments of `creer_seance`; a length left empty is the usual one."""
        valeurs = self.valeurs()
        if valeurs["duree_minutes"] is None:
            del valeurs["duree_minutes"]
        return valeurs


def _nommer(seance):
    return f"{seance}, le {timezone.localtime(seance.debut):%d/%m/%Y à %H:%M}"


class CommissionCommuneForm(InscriptionForm):
    """Whatever its kind: each person is accepted or refused by their own state."""
