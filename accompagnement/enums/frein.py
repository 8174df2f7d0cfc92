from django.db.models import TextChoices


class Impact(TextChoices):
    """How much a frein weighs, as France Travail's diagnosis says it (domaine-plie.md 6.3)."""

    FAIBLE = "faible", "Faible"
    MOYEN = "moyen", "Moyen"
    FORT = "fort", "Fort"
    NON_RENSEIGNE = "non_renseigne", "Non renseigné"


class StatutFrein(TextChoices):
    OUVERT = "ouvert", "À lever"
    EN_COURS = "en_cours", "En cours de levée"
    LEVE = "leve", "Levé"


class StatutObjectif(TextChoices):
    NON_ABORDE = "non_aborde", "Non abordé"
    EN_COURS = "en_cours", "En cours"
    REALISE = "realise", "Réalisé"
    ABANDONNE = "abandonne", "Abandonné"
