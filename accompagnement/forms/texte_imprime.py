from accompagnement.models import TexteImprime
from plie.interface.formulaires import FormulaireVersionne


class TexteImprimeForm(FormulaireVersionne):
    class Meta:
        model = TexteImprime
        fields = ("titre", "contenu")
        help_texts = {"contenu": "Chaque ligne est un paragraphe du document."}

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        if self.instance.est_un_courrier:
            self.fields["titre"].label = "Objet"
            self.fields["contenu"].help_text = (
                "Une ligne vide sépare deux paragraphes. Un champ entre accolades, comme "
                "{prénom}, est remplacé pour chaque personne."
            )
