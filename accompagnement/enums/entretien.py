from django.db.models import TextChoices


class Mode(TextChoices):
    PRESENCE = "presence", "En présence"
    TELEPHONE = "telephone", "Téléphone"
    VISIO = "visio", "Visioconférence"
    VISITE = "visite", "Visite à domicile"
    COURRIEL = "courriel", "Courriel"


class Presence(TextChoices):
    PREVU = "prevu", "À venir"
    HONORE = "honore", "Honoré"
    EXCUSE = "excuse", "Excusé"
    ABSENT = "absent", "Absent"
    ANNULE = "annule", "Annulé par nous"
