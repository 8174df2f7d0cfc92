from accompagnement.models import CritereEligibilite
from plie.interface.formulaires import FormulaireAction, SaisieDate


class CritereForm(FormulaireAction):
    """The days of one criterion; the first one is frozen when it counts at entry."""

    class Meta:
        model = CritereEligibilite
        fields = ("constate_le", "perdu_le")
        widgets = {"constate_le": SaisieDate(), "perdu_le": SaisieDate()}
        labels = {"constate_le": "Acquis le", "perdu_le": "Perdu le"}
        help_texts = {"perdu_le": "Vide : la personne l'a toujours."}

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        if self.instance.a_l_entree:
            del self.fields["constate_le"]
