from django.db.models import TextChoices


class Transport(TextChoices):
    VOITURE = "voiture", "en voiture"
    DEUX_ROUES = "deux_roues", "en deux-roues motorisé"
    TRAIN = "train", "en train ou en transports en commun"
    VELO = "velo", "à vélo"
    PIED = "pied", "à pied"


class ContratAccepte(TextChoices):
    """What the person may sign, in the words of France Travail's contract codes
    (`offres.enums.ContratOffre`): one family holds several codes (`CONTRATS`)."""

    CDI = "cdi", "CDI"
    CDD = "cdd", "CDD ou saisonnier"
    INTERIM = "interim", "Intérim"
    IAE = "iae", "Contrat d'insertion (IAE)"
    ALTERNANCE = "alternance", "Alternance"
