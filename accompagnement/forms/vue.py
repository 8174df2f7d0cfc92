from django import forms

from accompagnement.models import VueListe
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
