"""What conseillers of partners type."""

from itertools import pairwise

from django import forms
from django.core.exceptions import ValidationError

from accompagnement.enums import StatutOrientation, TypePiece
from accompagnement.forms.champs import champ_date
from accompagnement.models import Orientation
from accompagnement.models.participant import valider_numero_france_travail
from plie.interface.formulaires import FormulaireAction, SaisieDate, Selon
from plie.socle.depot import EXTENSIONS, TAILLE_MAXIMALE

RANGS = (1, 2, 3)
IDENTITE = ("nom", "prenom", "date_naissance")
MESSAGE = "Pourquoi vous l'orientez. Ni santé, ni justice, ni logement."
FORMES = "PDF, photo (JPEG, PNG), ODT ou DOCX, 10 Mo au plus."


class NumeroFranceTravail(forms.CharField):
    """Typed with or without blanks."""

    def __init__(self, **options):
        aide = "11 chiffres, ou 7 chiffres et un caractère."
        super().__init__(
            label="N° France Travail", max_length=20, required=False, help_text=aide, **options
        )

    def clean(self, value):
        compact = "".join(super().clean(value).split()).upper()
        if compact:
            valider_numero_france_travail(compact)
        return compact or None


class RechercheForm(forms.Form):
    """The number alone, or who it is in three fields."""

    numero_france_travail = NumeroFranceTravail()
    nom = forms.CharField(label="Nom", max_length=100, required=False)
    prenom = forms.CharField(label="Prénom", max_length=100, required=False)
    date_naissance = champ_date("Date de naissance", requis=False)

    def clean(self):
        if self.errors:
            return self.cleaned_data
        dits = {nom: valeur for nom, valeur in self.cleaned_data.items() if valeur}
        if "numero_france_travail" in dits and len(dits) > 1:
            raise ValidationError("Le numéro, ou le nom et la date de naissance : pas les deux.")
        if not dits:
            raise ValidationError("Indiquez le numéro, ou le nom et la date de naissance.")
        if "numero_france_travail" not in dits:
            for nom in IDENTITE:
                if nom not in dits:
                    self.add_error(nom, "Ce champ est obligatoire.")
        return dits


def _fichier(libelle, *, requis):
    return forms.FileField(
        label=libelle,
        required=requis,
        help_text=FORMES,
        widget=forms.FileInput(
            attrs={
                "accept": ",".join([*EXTENSIONS.values(), ".jpeg"]),
                "data-taille-max": TAILLE_MAXIMALE,
            }
        ),
        error_messages={"required": "Choisissez un fichier.", "empty": "Ce fichier est vide."},
    )


# First, what a document is unless told.
TYPES = sorted(TypePiece.choices, key=lambda choix: choix[0] != TypePiece.AUTRE)


def _type(libelle):
    return forms.ChoiceField(label=libelle, choices=TYPES, initial=TypePiece.AUTRE, required=False)


class OrienterForm(FormulaireAction):
    numero_france_travail = NumeroFranceTravail()
    sections = (
        (
            "La personne",
            (
                *IDENTITE,
                "sexe",
                "numero_france_travail",
                "telephone",
                "email",
                "commune",
            ),
        ),
        (
            "L'orientation",
            (
                "message",
                "date_orientation",
                *(f"{nom}_{rang}" for rang in RANGS for nom in ("fichier", "type")),
            ),
        ),
    )
    # A document is asked for once the one before is chosen.
    selon = {f"type_{rang}": Selon(f"fichier_{rang}") for rang in RANGS} | {
        f"fichier_{suivant}": Selon(f"fichier_{rang}") for rang, suivant in pairwise(RANGS)
    }

    class Meta:
        model = Orientation
        fields = (
            "nom",
            "prenom",
            "date_naissance",
            "sexe",
            "numero_france_travail",
            "telephone",
            "email",
            "commune",
            "message",
            "date_orientation",
        )
        widgets = {
            "date_naissance": SaisieDate(),
            "date_orientation": SaisieDate(),
            "message": forms.Textarea(attrs={"rows": 4}),
        }
        labels = {"message": "Message au PLIE"}
        help_texts = {
            "message": MESSAGE,
            "commune": "Une commune du territoire ; laissez vide si la personne habite ailleurs.",
        }

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["date_orientation"].required = False
        for rang in RANGS:
            self.fields[f"fichier_{rang}"] = _fichier(f"Document {rang} : fichier", requis=False)
            self.fields[f"type_{rang}"] = _type(f"Document {rang} : type")

    def valeurs(self):
        """What the action takes: a commune by its code."""
        valeurs = super().valeurs()
        commune = valeurs.pop("commune")
        return valeurs | {"commune_id": commune and commune.pk}

    def documents(self):
        """{field: (what it is, file)} of those chosen."""
        return {
            f"fichier_{rang}": (self.cleaned_data[f"type_{rang}"] or TypePiece.AUTRE, fichier)
            for rang in RANGS
            if (fichier := self.cleaned_data[f"fichier_{rang}"])
        }


class JoindreForm(forms.Form):
    fichier = _fichier("Fichier", requis=True)
    type = _type("Type")

    def valeurs(self):
        return {
            "fichier": self.cleaned_data["fichier"],
            "type": self.cleaned_data["type"] or TypePiece.AUTRE,
        }


class RepondreForm(forms.Form):
    texte = forms.CharField(
        label="Message", max_length=2000, widget=forms.Textarea(attrs={"rows": 4})
    )


class RetirerForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)


class StatutForm(forms.Form):
    """The filter of the list."""

    statut = forms.ChoiceField(
        label="État", required=False, choices=[("", "Tous"), *StatutOrientation.choices]
    )


class ListeForm(forms.Form):
    fichier = forms.FileField(
        label="Fichier CSV",
        help_text="Une ligne par personne, avec une colonne « numero_france_travail » ; 10 000 "
        "lignes et 2 Mo au plus.",
        widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}),
        error_messages={"required": "Choisissez un fichier.", "empty": "Ce fichier est vide."},
    )
