from accompagnement.models import ReglagesRapprochement
from plie.interface.formulaires import FormulaireVersionne


class PoidsForm(FormulaireVersionne):
    class Meta:
        model = ReglagesRapprochement
        fields = (
            "metier_identique",
            "metier_du_domaine",
            "metier_proche",
            "distance",
            "rayon_par_defaut",
            "contrat",
            "heures",
            "experience",
            "niveau",
            "fraicheur",
        )
        help_texts = {
            "metier_identique": "Le code ROME de l'offre est l'un de ceux que vise la personne.",
            "metier_du_domaine": "Même domaine professionnel : les trois premiers caractères du "
            "code ROME.",
            "metier_proche": "Domaine que le PLIE considère comme proche ; la liste est tenue par "
            "l'administration.",
            "distance": "Tous les points sur place, aucun à la limite du rayon ; au-delà, l'offre "
            "est écartée.",
            "fraicheur": "Tous les points pendant sept jours, aucun après trente et un.",
        }
