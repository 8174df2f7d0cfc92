from django.db.models import TextChoices

from plie.socle.etats import Etats, Ton


class Impact(TextChoices):
    """How much a frein weighs, as France Travail's diagnosis says it (SOURCES.md, freins)."""

    FAIBLE = "faible", "Faible"
    MOYEN = "moyen", "Moyen"
    FORT = "fort", "Fort"
    NON_RENSEIGNE = "non_renseigne", "Non renseigné"


class StatutFrein(Etats):
    OUVERT = "ouvert", Ton.ORANGE, "À lever"
    EN_COURS = "en_cours", Ton.BLEU, "En cours de levée"
    LEVE = "leve", Ton.VERT, "Levé"


class StatutObjectif(Etats):
    NON_ABORDE = "non_aborde", Ton.ORANGE, "Non abordé"
    EN_COURS = "en_cours", Ton.BLEU, "En cours"
    REALISE = "realise", Ton.VERT, "Réalisé"
    ABANDONNE = "abandonne", Ton.GRIS, "Abandonné"
