from accompagnement.actions.participant import CHAMPS
from accompagnement.models import (
    Participant,
)
from plie.interface.formulaires import (
    FormulaireVersionne,
    SaisieDate,
)


class ParticipantForm(FormulaireVersionne):
    class Meta:
        model = Participant
        fields = CHAMPS
        widgets = {"date_naissance": SaisieDate()}
        help_texts = {
            "numero_france_travail": "11 chiffres, ou 7 chiffres et un caractère.",
            "commune": "Une commune du territoire ; laissez vide si la personne habite ailleurs.",
        }
