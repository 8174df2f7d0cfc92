from django.db.models import TextChoices


class StatutImport(TextChoices):
    EN_ATTENTE = "en_attente", "En cours"
    TERMINE = "termine", "Terminé"
    REJETE = "rejete", "Rejeté, rien n'est écrit"
    ECHEC = "echec", "Interrompu"
    ANNULE = "annule", "Annulé, rien n'est écrit"
