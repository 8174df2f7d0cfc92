from django.db.models import TextChoices


class MoyenReponse(TextChoices):
    """How the prescriber learns that the person does not enter."""

    COURRIEL = "courriel", "Par courriel"
    COURRIER = "courrier", "Par courrier, à imprimer"
    AUCUN = "aucun", "Déjà dit, ou personne à prévenir"
