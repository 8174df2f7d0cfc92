from django.db.models import TextChoices


class Sexe(TextChoices):
    FEMME = "F", "Femme"
    HOMME = "M", "Homme"
    AUTRE = "X", "Autre ou non précisé"


# How a letter names whoever it is for; of who did not say, both.
CIVILITES = {Sexe.FEMME: "Madame", Sexe.HOMME: "Monsieur", Sexe.AUTRE: "Madame, Monsieur"}


def dire_naissance(sexe, jour):
    """Beside a name; of who did not say their sex, both forms."""
    ne = {Sexe.FEMME: "née", Sexe.HOMME: "né"}.get(sexe, "né(e)")
    return f"{ne} le {jour:%d/%m/%Y}"
