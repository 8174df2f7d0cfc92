from django import forms

from accompagnement.enums import (
    Mode,
    Presence,
)
from accompagnement.forms.champs import RAPPEL_NOTES
from accompagnement.models import (
    Entretien,
    Etape,
)
from plie.interface.formulaires import (
    FormulaireVersionne,
    SaisieDate,
    SaisieDateHeure,
)


class EntretienForm(FormulaireVersionne):
    debut = forms.DateTimeField(label="Date et heure", widget=SaisieDateHeure())
    mode = forms.ChoiceField(choices=Mode.choices)
    presence = forms.ChoiceField(label="Présence", choices=Presence.choices)

    class Meta:
        model = Entretien
        fields = ("debut", "mode", "presence", "notes", "notes_confidentielles")
        widgets = {
            "notes": forms.Textarea(attrs={"rows": 6}),
            "notes_confidentielles": forms.Textarea(attrs={"rows": 3}),
        }
        help_texts = {
            "notes": RAPPEL_NOTES,
            "notes_confidentielles": "Lues par le référent du parcours et la coordination.",
        }


class EtapeForm(FormulaireVersionne):
    class Meta:
        model = Etape
        fields = (
            "axe",
            "libelle",
            "operateur",
            "financement",
            "date_debut",
            "date_fin_prevue",
            "date_fin",
            "resultat",
        )
        widgets = {
            "date_debut": SaisieDate(),
            "date_fin_prevue": SaisieDate(),
            "date_fin": SaisieDate(),
        }
