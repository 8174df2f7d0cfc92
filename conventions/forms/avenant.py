from django import forms
from django.contrib.postgres.forms import SimpleArrayField

from conventions.models import Avenant, Convention
from plie.interface.formulaires import FormulaireAction, FormulaireVersionne, SaisieDate


class ListeField(SimpleArrayField):
    """What one typed between commas, read back with a space after each."""

    def prepare_value(self, value):
        return ", ".join(value) if isinstance(value, list) else value


class ConventionForm(FormulaireVersionne):
    document = forms.URLField(
        label="Adresse du document",
        max_length=500,
        required=False,
        assume_scheme="https",
        help_text="Où se lit le texte signé, dans l'espace documentaire de la maison.",
    )

    class Meta:
        model = Convention
        fields = (
            "libelle",
            "code",
            "partenaires",
            "date_debut",
            "date_fin",
            "signee_le",
            "lieu",
            "document",
        )
        field_classes = {"partenaires": ListeField}
        widgets = {nom: SaisieDate() for nom in ("date_debut", "date_fin", "signee_le")}
        help_texts = {
            "code": "Court et sans espace : il nomme la convention dans les échanges.",
            "partenaires": "Séparés par des virgules.",
        }


class AvenantForm(FormulaireAction):
    class Meta:
        model = Avenant
        fields = ("numero", "objet", "signe_le", "date_debut", "date_fin")
        widgets = {nom: SaisieDate() for nom in ("signe_le", "date_debut", "date_fin")}
        help_texts = {"date_fin": "Plus tard que la convention, il la prolonge."}
