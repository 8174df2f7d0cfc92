from offres.models import GroupeMetiers
from plie.interface.formulaires import FormulaireVersionne


class GroupeMetiersForm(FormulaireVersionne):
    class Meta:
        model = GroupeMetiers
        fields = ("libelle", "prefixes", "ordre")
        help_texts = {
            "prefixes": "Séparés par des virgules : K, K13, N1101.",
            "ordre": "Une offre est comptée dans le premier groupe qui convient.",
        }
