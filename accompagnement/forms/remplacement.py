from django.utils import timezone

from accompagnement.forms.affectation import ChoixReferent
from accompagnement.models import Remplacement
from plie.comptes.models import Agent
from plie.interface.formulaires import FormulaireAction, SaisieDate


class RemplacementForm(FormulaireAction):
    absent = ChoixReferent(Agent.objects.none(), label="Référent absent")
    remplacant = ChoixReferent(Agent.objects.none(), label="Remplacé par")

    class Meta:
        model = Remplacement
        fields = ("absent", "remplacant", "date_debut", "date_fin")
        widgets = {"date_debut": SaisieDate(), "date_fin": SaisieDate()}

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        referents = Agent.objects.qui_suivent().select_related("structure")
        self.fields["absent"].queryset = referents
        self.fields["remplacant"].queryset = referents.filter(is_active=True)
        self.fields["date_debut"].initial = timezone.localdate()


class FinRemplacementForm(FormulaireAction):
    class Meta:
        model = Remplacement
        fields = ("date_fin",)
        widgets = {"date_fin": SaisieDate()}
