from django import forms

from plie.interface.formulaires import SaisieDate

RAPPEL_NOTES = "Des faits, pas de diagnostic ni de jugement : la personne peut demander à lire."

RAPPEL_LIBELLE = (
    "Lu par tous ceux qui suivent la personne : pas de santé, de justice ni de logement ici."
)


def champ_date(libelle, *, requis=True, aide=""):
    return forms.DateField(
        label=libelle, required=requis, widget=SaisieDate(), help_text=aide, localize=False
    )
