from django.db.models import TextChoices


class Sexe(TextChoices):
    FEMME = "F", "Femme"
    HOMME = "M", "Homme"
    AUTRE = "X", "Autre ou non précisé"


# How a letter names whoever it is for; of who did not say, both.
CIVILITES = {Sexe.FEMME: "Madame", Sexe.HOMME: "Monsieur", Sexe.AUTRE: "Madame, Monsieur"}
