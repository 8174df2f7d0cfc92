from django.db.models import TextChoices


class Sexe(TextChoices):
    FEMME = "F", "Femme"
    HOMME = "M", "Homme"
    AUTRE = "X", "Autre ou non précisé"
