from django import forms

from accompagnement.enums import COURRIERS
from accompagnement.models import Courrier
from plie.interface.formulaires import FormulaireAction

MODELES = [(code.value, code.label) for code in COURRIERS]


class CourrierForm(FormulaireAction):
    """The letter, filled from its model: all of it may still be changed."""

    class Meta:
        model = Courrier
        fields = ("destinataire", "objet", "texte")
        widgets = {
            "destinataire": forms.Textarea(attrs={"rows": 5}),
            "texte": forms.Textarea(attrs={"rows": 16}),
        }
        help_texts = {
            "destinataire": "Tel qu'il se lira dans la fenêtre de l'enveloppe : six lignes au "
            "plus, code postal et ville compris.",
            "texte": "Une ligne vide sépare deux paragraphes. Ni santé, ni justice, ni logement : "
            "un courrier peut être ouvert par d'autres.",
        }


class CourriersForm(forms.Form):
    """The same letter to everybody chosen, from the model in force."""

    modele = forms.ChoiceField(
        label="Modèle de courrier", choices=[("", "Choisir un modèle"), *MODELES]
    )
    sauf = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean_sauf(self):
        """The parcours left out, as keys."""
        morceaux = self.cleaned_data["sauf"].split(",")
        return [int(m) for m in morceaux if m.isascii() and m.isdecimal() and len(m) < 18]
