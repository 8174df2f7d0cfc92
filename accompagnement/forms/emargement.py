from django import forms
from django.utils import timezone
from django.utils.formats import date_format

from accompagnement.models import Entretien
from plie.comptes.models import Agent, Structure
from plie.socle.depot import EXTENSIONS, TAILLE_MAXIMALE

MOIS_PROPOSES = 36


def _mois_proposes():
    """The month that runs and those before it: (2025-03, mars 2025)."""
    premier = timezone.localdate().replace(day=1)
    for rang in range(MOIS_PROPOSES):
        annees, mois = divmod(premier.year * 12 + premier.month - 1 - rang, 12)
        jour = premier.replace(year=annees, month=mois + 1)
        yield f"{jour:%Y-%m}", date_format(jour, "F Y").capitalize()


class FiltreEmargementForm(forms.Form):
    """Which month, of whom; everything is in the address."""

    mois = forms.ChoiceField(label="Mois")
    structure = forms.ModelChoiceField(
        Structure.objects.none(), label="Structure", required=False, empty_label="Toutes"
    )
    referent = forms.ModelChoiceField(
        Agent.objects.none(), label="Mené par", required=False, empty_label="Tout le monde"
    )

    def __init__(self, *args, mois, agents, structures, **options):
        super().__init__(*args, **options)
        # The one asked for, however old.
        demande = {f"{mois:%Y-%m}": date_format(mois, "F Y").capitalize()}
        self.fields["mois"].choices = list((dict(_mois_proposes()) | demande).items())
        self.fields["structure"].queryset = structures
        self.fields["referent"].queryset = agents


class SignatureForm(forms.Form):
    image = forms.FileField(
        label="Signature de la personne",
        widget=forms.FileInput(attrs={"accept": "image/png", "data-signature": True}),
        error_messages={
            "required": "Signez dans le cadre, ou faites signer sur papier.",
            "empty": "Signez dans le cadre, ou faites signer sur papier.",
        },
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


class ChoixDEntretiens(forms.ModelMultipleChoiceField):
    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, entretien):
        debut = timezone.localtime(entretien.debut)
        return f"{debut:%d/%m/%Y à %H:%M}, {entretien.duree_minutes} minutes, {entretien.agent}"


class FeuilleForm(forms.Form):
    """The sheet once signed, and what it covers: `entretiens` gives the choice."""

    fichier = forms.FileField(
        label="Feuille signée",
        widget=forms.FileInput(
            attrs={
                "accept": ",".join([*EXTENSIONS.values(), ".jpeg"]),
                "data-taille-max": TAILLE_MAXIMALE,
            }
        ),
        help_text="PDF ou photo (JPEG, PNG), 10 Mo au plus.",
        error_messages={"required": "Choisissez un fichier.", "empty": "Ce fichier est vide."},
    )
    entretiens = ChoixDEntretiens(
        Entretien.objects.none(),
        label="Entretiens que la personne y a signés",
        error_messages={"required": "Cochez les entretiens que cette feuille couvre."},
    )

    def __init__(self, *args, entretiens, **options):
        super().__init__(*args, **options)
        self.fields["entretiens"].queryset = entretiens
