from django.db.models import TextChoices

from plie.socle.etats import Etats, Ton


class Axe(TextChoices):
    BILAN = "bilan", "Bilan et orientation"
    FORMATION = "formation", "Formation"
    ACTIVITE = "activite", "Activité d'insertion et contrats"
    FREINS = "freins", "Levée des freins"
    RECHERCHE = "recherche", "Recherche d'emploi"
    CREATION = "creation", "Création d'activité"


class Resultat(Etats):
    REALISEE = "realisee", Ton.VERT, "Réalisée"
    INTERROMPUE = "interrompue", Ton.ORANGE, "Interrompue"
    ABANDONNEE = "abandonnee", Ton.ROUGE, "Abandonnée"


class IssueImmersion(TextChoices):
    """What came out of an immersion (PMSMP)."""

    CONFIRME = "confirme", "Projet confirmé"
    A_REVOIR = "a_revoir", "Projet à revoir"
    EMBAUCHE = "embauche", "Embauche ou promesse d'embauche"
    SANS_SUITE = "sans_suite", "Sans suite"


class Financement(TextChoices):
    DROIT_COMMUN = "droit_commun", "Droit commun"
    PLIE_FSE = "plie_fse", "PLIE / FSE+"
    CLAUSE = "clause", "Clause d'insertion"
