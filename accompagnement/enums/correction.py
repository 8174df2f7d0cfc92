from django.db.models import TextChoices


class NatureCorrection(TextChoices):
    DECISION = "decision", "Décision annulée"
    ENTREE = "entree", "Date d'entrée corrigée"
    SORTIE = "sortie", "Sortie rouverte"
    NON_ENTREE = "non_entree", "Non-entrée annulée"
