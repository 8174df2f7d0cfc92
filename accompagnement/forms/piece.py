from django import forms

from accompagnement.forms.champs import champ_date
from plie.socle.depot import EXTENSIONS, TAILLE_MAXIMALE

VIDE = [("", "Choisir…")]
# What one request carries: 60 MB.
FICHIERS_MAXIMUM = 5


class PieceForm(forms.Form):
    """What a document is and what it proves; `lecture` gives what it may be attached to."""

    type = forms.ChoiceField(label="Type de pièce")
    date_piece = champ_date("Date de la pièce", requis=False)
    date_fin_validite = champ_date(
        "Valable jusqu'au",
        requis=False,
        aide="Laissez vide : la durée habituelle du type est comptée depuis la date de la pièce.",
    )
    criteres = forms.ModelMultipleChoiceField(
        None, required=False, label="Critères prouvés", widget=forms.CheckboxSelectMultiple
    )
    emploi = forms.ModelChoiceField(
        None, required=False, label="Emploi prouvé", empty_label="Aucun"
    )
    etape = forms.ModelChoiceField(
        None,
        required=False,
        label="Étape validée",
        empty_label="Aucune",
        help_text="Un titre ou un certificat ne vaut que pour la formation qu'il sanctionne.",
    )
    sortie = forms.BooleanField(required=False)

    def __init__(self, *args, lecture, **options):
        super().__init__(*args, **options)
        parcours = lecture.parcours
        self.fields["type"].choices = VIDE + lecture.types_piece()
        self._sortie = getattr(parcours, "sortie", None)
        if parcours is None:
            for nom in ("criteres", "emploi", "etape", "sortie"):
                del self.fields[nom]
            return
        self.fields["criteres"].queryset = lecture.criteres_a_prouver()
        self.fields["emploi"].queryset = parcours.emplois.all()
        self.fields["etape"].queryset = parcours.etapes.commencees()
        if self._sortie is None:
            del self.fields["sortie"]
        else:
            self.fields["sortie"].label = f"Preuve de la {_dire(self._sortie)}"

    def valeurs(self):
        """The action's arguments: the exit itself rather than the box that names it."""
        valeurs = {nom: valeur for nom, valeur in self.cleaned_data.items() if nom != "version"}
        if "sortie" in self.fields:
            valeurs["sortie"] = self._sortie if valeurs["sortie"] else None
        return valeurs


def _dire(sortie):
    """Never its motif, which may be withheld."""
    if sortie.validee_le is None:
        return "sortie proposée"
    return f"sortie du {sortie.date_effet:%d/%m/%Y}"


class ChoixDeFichiers(forms.FileInput):
    allow_multiple_selected = True

    def value_from_datadict(self, data, files, name):
        return files.getlist(name)


class FichiersField(forms.FileField):
    """One file or several: a list."""

    widget = ChoixDeFichiers

    def clean(self, data, initial=None):
        if len(data) > FICHIERS_MAXIMUM:
            raise forms.ValidationError(
                f"{FICHIERS_MAXIMUM} fichiers au plus à la fois : déposez le reste ensuite."
            )
        return [super(FichiersField, self).clean(un, initial) for un in data or [None]]


class DepotForm(PieceForm):
    fichier = FichiersField(
        label="Fichiers",
        widget=ChoixDeFichiers(
            attrs={
                "multiple": True,
                "accept": ",".join([*EXTENSIONS.values(), ".jpeg"]),
                "data-taille-max": TAILLE_MAXIMALE,
            }
        ),
        help_text="Un ou plusieurs (recto, verso) : PDF, photo (JPEG, PNG), ODT ou DOCX, 10 Mo au "
        "plus chacun. Une photo est remise à l'endroit ; le lieu de la prise de vue est effacé.",
        error_messages={"required": "Choisissez un fichier.", "empty": "Ce fichier est vide."},
    )

    def valeurs(self):
        valeurs = super().valeurs()
        return valeurs | {"fichiers": valeurs.pop("fichier")}

    field_order = (
        "fichier",
        "type",
        "date_piece",
        "date_fin_validite",
        "criteres",
        "emploi",
        "etape",
    )


class PieceModifieeForm(PieceForm):
    version = forms.IntegerField(widget=forms.HiddenInput)


class RefusPieceForm(forms.Form):
    motif = forms.CharField(
        label="Pourquoi la refuser",
        max_length=300,
        help_text="Lu dans le dossier, à côté de la pièce : dites ce qu'il faut à la place.",
    )
