from django import forms
from django.utils import timezone

from accompagnement.enums import (
    Critere,
    StatutEmploi,
)
from accompagnement.forms.champs import OuiNonField
from accompagnement.models import (
    Situation,
)
from plie.interface.formulaires import (
    FormulaireAction,
    SaisieDate,
    Selon,
)

SANS_EMPLOI = tuple(statut for statut in StatutEmploi if statut != StatutEmploi.EN_EMPLOI)
FAITS = ("statut_emploi", "niveau_formation", "a_permis", "a_vehicule", "foyer")


class DiagnosticForm(FormulaireAction):
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    a_permis = OuiNonField(label="Permis B")
    a_vehicule = OuiNonField(label="Véhicule disponible")
    criteres = forms.MultipleChoiceField(
        choices=Critere.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label="Critères d'éligibilité",
        help_text="Cochez tous ceux qui s'appliquent ; ils se cumulent.",
    )

    class Meta:
        model = Situation
        fields = ("date", "mois_sans_emploi", *FAITS)
        widgets = {"date": SaisieDate()}

    selon = {"mois_sans_emploi": Selon("statut_emploi", SANS_EMPLOI)}
    field_order = (
        "date",
        "statut_emploi",
        "mois_sans_emploi",
        "niveau_formation",
        "a_permis",
        "a_vehicule",
        "foyer",
        "criteres",
    )


class ChangementForm(FormulaireAction):
    """What a change says. `actuels`: {field: what is true today, in words}."""

    a_permis = OuiNonField(label="Permis B", vide="Inchangé")
    a_vehicule = OuiNonField(label="Véhicule disponible", vide="Inchangé")

    class Meta:
        model = Situation
        fields = ("date", *FAITS, "adresse", "commune")
        widgets = {"date": SaisieDate()}
        labels = {"date": "À partir du", "adresse": "Nouvelle adresse", "commune": "Commune"}
        help_texts = {
            "date": "Le jour où cela a changé, et non celui où vous l'apprenez.",
            "adresse": "Laissez vide si la personne n'a pas déménagé.",
            "commune": "À choisir avec la nouvelle adresse ; vide : hors du territoire.",
        }

    selon = {"commune": Selon("adresse")}

    def __init__(self, *args, actuels=None, **options):
        super().__init__(*args, **options)
        for nom in FAITS:
            champ = self.fields[nom]
            if actuel := (actuels or {}).get(nom):
                champ.help_text = f"Aujourd'hui : {actuel}."
            choix = [c for c in champ.choices if c[0] not in ("", None)]
            champ.choices = [("", "Inchangé"), *choix]


class NouveauChangementForm(ChangementForm):
    """With the criteria of the person, each in one of two lists."""

    gagnes = forms.MultipleChoiceField(
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label="Critères acquis ce jour-là",
        help_text="Leur preuve se dépose ensuite dans l'onglet « Pièces ».",
    )
    perdus = forms.MultipleChoiceField(
        required=False, widget=forms.CheckboxSelectMultiple, label="Critères perdus ce jour-là"
    )

    def __init__(self, *args, tenus, **options):
        super().__init__(*args, **options)
        self.fields["gagnes"].choices = [c for c in Critere.choices if c[0] not in tenus]
        self.fields["perdus"].choices = [c for c in Critere.choices if c[0] in tenus]
        self.initial["date"] = timezone.localdate()

    field_order = ("date", *FAITS, "perdus", "gagnes", "adresse", "commune")


class ChangementCorrigeForm(ChangementForm):
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)


class JourForm(forms.Form):
    """The day on which a dossier is looked at."""

    au = forms.DateField(
        label="Voir la situation au", widget=SaisieDate(), required=False, localize=False
    )

    def __init__(self, *args, naissance, **options):
        super().__init__(*args, **options)
        self.naissance = naissance

    def clean_au(self):
        jour = self.cleaned_data["au"]
        if jour and jour > timezone.localdate():
            raise forms.ValidationError("Cette date est dans le futur.")
        if jour and jour <= self.naissance:
            raise forms.ValidationError("Cette date précède la naissance.")
        return jour
