from accompagnement.models import Reglages
from plie.interface.formulaires import FormulaireVersionne


class ReglagesForm(FormulaireVersionne):
    class Meta:
        model = Reglages
        fields = (
            "jours_entretien_1",
            "jours_entretien_2",
            "jours_entretien_3",
            "duree_max_mois",
            "mois_avant_fin",
            "jours_orientation",
            "jours_avant_reprise",
            "jours_avant_arret",
            "personnes_par_etp",
        )
        labels = {
            "jours_entretien_1": "Sans entretien, premier seuil (jours)",
            "jours_entretien_2": "Sans entretien, deuxième seuil (jours)",
            "jours_entretien_3": "Sans entretien, troisième seuil (jours)",
            "duree_max_mois": "Durée d'un parcours (mois)",
            "mois_avant_fin": "Prévenir avant la fin du parcours (mois)",
            "jours_orientation": "Délai pour répondre à une orientation (jours)",
            "jours_avant_reprise": "Prévenir avant la fin d'une suspension (jours)",
            "jours_avant_arret": "Arrêter les chiffres d'un mois au plus tard après (jours)",
            "personnes_par_etp": "Personnes par ETP de référent",
        }
        help_texts = {
            "jours_entretien_1": "Une personne entrée, non suspendue, qui n'a eu aucun entretien "
            "honoré depuis plus longtemps apparaît à l'accueil. Un rendez-vous à venir ne la "
            "cache pas.",
            "jours_entretien_2": "Plus long que le premier.",
            "jours_entretien_3": "Plus long que le deuxième.",
            "duree_max_mois": "Compte pour les parcours sans date de fin propre. Laissez vide si "
            "votre PLIE ne fixe pas de durée.",
            "jours_orientation": "Une personne prescrite depuis plus longtemps, sans diagnostic, "
            "apparaît à l'accueil.",
            "jours_avant_arret": "Un mois est provisoire jusqu'à la première commission close "
            "après sa fin, si plus rien n'y attend de décision ; passé ce délai, il est arrêté.",
            "personnes_par_etp": "Repère du tableau de l'équipe : au-delà, la charge est signalée.",
        }
