from accompagnement.models import VueListe
from plie.interface.formulaires import FormulaireAction


class VueForm(FormulaireAction):
    class Meta:
        model = VueListe
        fields = ("nom",)
        labels = {"nom": "Nom de la vue"}
        help_texts = {"nom": "Par exemple « À revoir avant la commission »."}
