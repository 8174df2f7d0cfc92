from datetime import date

from django import forms
from django.utils import timezone
from django.utils.formats import date_format

from conventions.enums import ModeleRapport
from conventions.indicateurs.periodes import mois_precedent


class MoisForm(forms.Form):
    """The month of a report: one of those that are over."""

    modele = forms.TypedChoiceField(
        label="Modèle",
        choices=ModeleRapport.choices,
        coerce=ModeleRapport,
        required=False,
        empty_value=ModeleRapport.MENSUEL,
    )
    mois = forms.TypedChoiceField(
        label="Dernier mois",
        coerce=date.fromisoformat,
        error_messages={"invalid_choice": "Choisissez un mois terminé de la liste."},
    )

    def __init__(self, *args, nombre=60, **options):
        super().__init__(*args, **options)
        self.fields["mois"].choices = [
            (mois.isoformat(), date_format(mois, "F Y")) for mois in mois_echus(nombre)
        ]


def mois_echus(nombre):
    """The first days of the last months that are over, the latest first."""
    mois = mois_precedent(timezone.localdate())[0]
    for _ in range(nombre):
        yield mois
        mois = mois_precedent(mois)[0]


class CopieForm(forms.Form):
    """A file handed to somebody who has no account."""

    pour = forms.CharField(
        label="Remise à",
        max_length=200,
        help_text="Le nom et la qualité de la personne qui la reçoit.",
        error_messages={"required": "Dites à qui cette copie est remise."},
    )
    format = forms.ChoiceField(
        label="Fichier", error_messages={"invalid_choice": "Ce rapport n'a pas ce fichier."}
    )

    def __init__(self, *args, fichiers, **options):
        super().__init__(*args, **options)
        self.fields["format"].choices = [(f.format, f.get_format_display()) for f in fichiers]
