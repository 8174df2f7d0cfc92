from django import forms

from plie.comptes.models import Structure
from plie.comptes.siret import ChampSiret
from plie.interface.formulaires import FormulaireAction


class StructureForm(FormulaireAction):
    siret = ChampSiret()

    class Meta:
        model = Structure
        widgets = {"adresse": forms.Textarea(attrs={"rows": 3})}
        help_texts = {"code_safir": "Celui d'une agence France Travail."}
        fields = (
            "nom",
            "type",
            "accompagne",
            "est_active",
            "code_safir",
            "siret",
            "domaine_courriel",
            "adresse",
            "contact",
            "contact_courriel",
            "contact_telephone",
        )
