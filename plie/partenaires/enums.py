from django.db.models import TextChoices

from plie.socle.etats import Etats, Ton


class Portee(TextChoices):
    """What a token may be used for: public codes, never renamed."""

    ACCOMPAGNEMENTS_LECTURE = (
        "accompagnements.lecture",
        "Savoir si une personne est accompagnée, par qui, depuis quand",
    )
    ACCOMPAGNEMENTS_SENSIBLE = "accompagnements.sensible", "Lire la RQTH (donnée de santé)"
    ORIENTATIONS_ECRITURE = "orientations.ecriture", "Adresser des orientations"
    ORIENTATIONS_LECTURE = "orientations.lecture", "Suivre ses orientations"
    OFFRES_ECRITURE = "offres.ecriture", "Déposer ses offres d'emploi"
    INDICATEURS_LECTURE = "indicateurs.lecture", "Lire les indicateurs et les rapports publiés"


# Health data (RGPD, article 9): never granted without a reason.
PORTEES_SENSIBLES = (Portee.ACCOMPAGNEMENTS_SENSIBLE,)

# Who may read one of the things that change is told of all of them.
PORTEES_DES_CHANGEMENTS = (Portee.ORIENTATIONS_LECTURE, Portee.ACCOMPAGNEMENTS_LECTURE)


class StatutLivraison(Etats):
    A_LIVRER = "a_livrer", Ton.BLEU, "À livrer"
    LIVREE = "livree", Ton.VERT, "Livrée"
    DE_COTE = "de_cote", Ton.ROUGE, "Mise de côté"
