from django import forms

from accompagnement.forms.champs import RAPPEL_NOTES
from plie.comptes.models import Structure


class RelaisForm(forms.Form):
    destinataire = forms.ModelChoiceField(
        Structure.objects.filter(est_active=True),
        label="Structure qui prend le relais",
        empty_label="Choisir…",
    )
    objet = forms.CharField(
        label="Ce qui est demandé",
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=RAPPEL_NOTES,
    )
    accord = forms.BooleanField(
        label="La personne accepte que cette fiche soit transmise",
        error_messages={"required": "Sans l'accord de la personne, la fiche ne s'imprime pas."},
    )
