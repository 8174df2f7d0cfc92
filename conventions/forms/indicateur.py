from datetime import date, timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from conventions.indicateurs.periodes import DERNIERE_ANNEE, PREMIERE_ANNEE
from plie.interface.formulaires import SaisieDate

UN_AN = timedelta(days=365)


def verifier_periode(debut, fin):
    """Raise ValidationError, keyed by field, on a period nobody can mean, or that has no figure
    yet."""
    for nom, jour in (("debut", debut), ("fin", fin)):
        if not PREMIERE_ANNEE <= jour.year <= DERNIERE_ANNEE:
            raise ValidationError({nom: f"L'année va de {PREMIERE_ANNEE} à {DERNIERE_ANNEE}."})
    if fin < debut:
        raise ValidationError({"fin": "La fin de la période précède son début."})
    if debut > timezone.localdate():
        raise ValidationError(
            {"debut": "Cette période est à venir : elle n'a pas encore de chiffres."}
        )


def verifier_jour(texte):
    """The day that `texte` writes, AAAA-MM-JJ, of a year that anybody can mean."""
    try:
        jour = date.fromisoformat(texte)
    except ValueError:
        raise ValidationError(f"« {texte} » n'est pas une date AAAA-MM-JJ.") from None
    if not PREMIERE_ANNEE <= jour.year <= DERNIERE_ANNEE:
        raise ValidationError(f"L'année va de {PREMIERE_ANNEE} à {DERNIERE_ANNEE}.")
    return jour


class JourForm(forms.Form):
    """The day on which objectives are read, in the address of the page."""

    le = forms.DateField(label="Au", widget=SaisieDate)

    def clean_le(self):
        jour = self.cleaned_data["le"]
        verifier_jour(jour.isoformat())
        if jour > timezone.localdate():
            raise ValidationError("Ce jour est à venir : il n'a pas encore de chiffres.")
        return jour


class PeriodeForm(forms.Form):
    """The period of the figures, in the address of the page."""

    debut = forms.DateField(
        label="Du", widget=SaisieDate, error_messages={"required": "Indiquez le premier jour."}
    )
    fin = forms.DateField(
        label="Au (inclus)",
        widget=SaisieDate,
        error_messages={"required": "Indiquez le dernier jour."},
    )

    def clean(self):
        donnees = super().clean()
        if "debut" in donnees and "fin" in donnees:
            verifier_periode(donnees["debut"], donnees["fin"])
        return donnees


class PeriodeControleeForm(PeriodeForm):
    """Exits are controlled by the year at most: each is read whole."""

    def clean(self):
        donnees = super().clean()
        if {"debut", "fin"} <= donnees.keys() and donnees["fin"] - donnees["debut"] > UN_AN:
            raise ValidationError({"fin": "Le contrôle porte sur un an au plus."})
        return donnees
