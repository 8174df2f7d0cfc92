from django.db.models import TextChoices


class StatutDemande(TextChoices):
    A_FAIRE = "a_faire", "À faire"
    FAITE = "faite", "Faite"
    ECHOUEE = "echouee", "Échouée"
    ABANDONNEE = "abandonnee", "Mise de côté"
    ANNULEE = "annulee", "Annulée"


NON_ABOUTIS = (StatutDemande.ECHOUEE, StatutDemande.ABANDONNEE)
