from django import forms

from accompagnement.models import VueListe
from accompagnement.models.vue import LIGNES_PAR_PAGE
from plie.interface.formulaires import FormulaireAction


class VueForm(FormulaireAction):
    class Meta:
        model = VueListe
        fields = ("nom",)
        labels = {"nom": "Nom de la vue"}
        help_texts = {"nom": "Par exemple « À revoir avant la commission »."}


class ColonnesForm(forms.Form):
    """The columns of a file, among `colonnes`, {key: Colonne}."""

    colonnes = forms.MultipleChoiceField(
        label="Colonnes du fichier",
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Choisissez au moins une colonne.",
            "invalid_choice": "La colonne « %(value)s » n'existe pas, ou n'est pas pour vous.",
        },
    )

    def __init__(self, *args, colonnes, **options):
        super().__init__(*args, **options)
        self.fields["colonnes"].choices = [(cle, c.libelle) for cle, c in colonnes.items()]


class AffichageForm(forms.Form):
    """What the list shows: among `colonnes`, {key: Colonne}."""

    colonnes = forms.MultipleChoiceField(
        label="Colonnes de la liste",
        widget=forms.CheckboxSelectMultiple,
        help_text="Celles qui diraient la même chose à chaque ligne se taisent.",
        error_messages={
            "required": "Choisissez au moins une colonne.",
            "invalid_choice": "La colonne « %(value)s » n'existe pas, ou n'est pas pour vous.",
        },
    )
    par_page = forms.TypedChoiceField(
        label="Lignes par page",
        coerce=int,
        choices=[(nombre, nombre) for nombre in LIGNES_PAR_PAGE],
    )

    def __init__(self, *args, colonnes, **options):
        super().__init__(*args, **options)
        self.fields["colonnes"].choices = [(cle, c.libelle) for cle, c in colonnes.items()]
