from django import forms


class RetraitForm(forms.Form):
    motif = forms.CharField(
        label="Pourquoi",
        max_length=300,
        help_text="Lu dans l'historique du dossier, sous « Retirés ».",
    )
