from django import forms

from accompagnement.actions.importation.lecture import TAILLE_MAXIMALE


class ImportForm(forms.Form):
    fichier = forms.FileField(
        label="Fichier CSV",
        widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}),
        error_messages={
            "required": "Choisissez un fichier.",
            "empty": "Ce fichier est vide.",
        },
    )
    simulation = forms.BooleanField(
        label="Simulation",
        required=False,
        initial=True,
        help_text="Tout vérifier sans rien écrire ; sans faute, un bouton importe ensuite le même "
        "fichier.",
    )

    def clean_fichier(self):
        fichier = self.cleaned_data["fichier"]
        if fichier.size > TAILLE_MAXIMALE:
            raise forms.ValidationError(
                f"Ce fichier pèse {fichier.size / 1024**2:.0f} Mo ; la limite est de 50 Mo : "
                "découpez-le en plusieurs fichiers."
            )
        return fichier
