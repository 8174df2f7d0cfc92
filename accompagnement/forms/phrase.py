from django import forms

from accompagnement.forms.champs import RAPPEL_NOTES
from accompagnement.models.phrase import LONGUEUR_MAX, PHRASES_MAX


class PhrasesForm(forms.Form):
    phrases = forms.CharField(
        label="Mes phrases",
        required=False,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text=f"Une par ligne, {PHRASES_MAX} au plus. {RAPPEL_NOTES}",
    )

    def clean_phrases(self):
        phrases = [ligne for ligne in self.cleaned_data["phrases"].splitlines() if ligne.strip()]
        if len(phrases) > PHRASES_MAX:
            raise forms.ValidationError(
                f"{PHRASES_MAX} phrases au plus : il y en a {len(phrases)}."
            )
        longue = next((phrase for phrase in phrases if len(phrase.strip()) > LONGUEUR_MAX), None)
        if longue:
            raise forms.ValidationError(
                f"« {longue[:40]}… » dépasse {LONGUEUR_MAX} caractères : une phrase par ligne."
            )
        return phrases
