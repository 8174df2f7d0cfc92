from django import forms

from conventions.actions.commentaire import TAILLE_MAXIMALE
from conventions.rapports.modeles import chapitres_de


class CommentairesForm(forms.Form):
    """One text for each chapter of a model; `version` is that of the texts that were read."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, modele, **options):
        super().__init__(*args, **options)
        for chapitre in chapitres_de(modele):
            self.fields[f"commentaire_{chapitre.code}"] = forms.CharField(
                label=chapitre.titre,
                help_text=f"Ce chapitre dessine {chapitre.dessine}.",
                required=False,
                max_length=TAILLE_MAXIMALE,
                widget=forms.Textarea(attrs={"rows": 4}),
            )

    def textes(self):
        """{code of a chapter: text}."""
        return {
            nom.removeprefix("commentaire_"): texte
            for nom, texte in self.cleaned_data.items()
            if nom != "version"
        }
