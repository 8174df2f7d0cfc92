from accompagnement.models import TexteImprime
from plie.interface.formulaires import FormulaireVersionne


class TexteImprimeForm(FormulaireVersionne):
    class Meta:
        model = TexteImprime
        fields = ("titre", "contenu")
        help_texts = {"contenu": "Chaque ligne est un paragraphe du document."}
