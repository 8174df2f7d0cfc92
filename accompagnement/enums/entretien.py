from django.db.models import TextChoices

from plie.socle.etats import Etats, Ton


class Mode(TextChoices):
    PRESENCE = "presence", "En présence"
    TELEPHONE = "telephone", "Téléphone"
    VISIO = "visio", "Visioconférence"
    VISITE = "visite", "Visite à domicile"
    COURRIEL = "courriel", "Courriel"


class Presence(Etats):
    PREVU = "prevu", Ton.BLEU, "À venir"
    HONORE = "honore", Ton.VERT, "Honoré"
    EXCUSE = "excuse", Ton.GRIS, "Excusé"
    ABSENT = "absent", Ton.ROUGE, "Absent"
    ANNULE = "annule", Ton.GRIS, "Annulé par nous"
