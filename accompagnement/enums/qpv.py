from django.db.models import TextChoices


class SourceQpv(TextChoices):
    """How it is known whether an address is in a priority district."""

    DECLAREE = "declaree", "Déclaré par la personne"
    VERIFIEE = "verifiee", "Adresse vérifiée"
