"""Fields, dates and warnings that several forms share."""

from functools import partial

from django import forms
from django.utils import timezone

from plie.interface import metiers
from plie.interface.formulaires import SaisieDate

RAPPEL_NOTES = "Des faits, pas de diagnostic ni de jugement : la personne peut demander à lire."

RAPPEL_LIBELLE = (
    "Lu par tous ceux qui suivent la personne : pas de santé, de justice ni de logement ici."
)

# Completed from `/metiers/` as it is typed.
MetierField = partial(metiers.MetierField, route="accompagnement:metiers")


def champ_date(libelle, *, requis=True, aide=""):
    return forms.DateField(
        label=libelle, required=requis, widget=SaisieDate(), help_text=aide, localize=False
    )


class OuiNonField(forms.TypedChoiceField):
    """Yes, no, or `vide`, which is None."""

    def __init__(self, *, vide="Non renseigné", **options):
        choix = [("", vide), ("true", "Oui"), ("false", "Non")]
        super().__init__(
            choices=choix,
            required=False,
            coerce=lambda valeur: valeur == "true",
            empty_value=None,
            **options,
        )

    def prepare_value(self, valeur):
        return {True: "true", False: "false"}.get(valeur, valeur)


class FinForm(forms.Form):
    """One date that ends something: a suspension, a job."""

    date_fin = champ_date("Dernier jour")

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["date_fin"].initial = timezone.localdate()
