from django.db.models import TextChoices


class Axe(TextChoices):
    BILAN = "bilan", "Bilan et orientation"
    FORMATION = "formation", "Formation"
    ACTIVITE = "activite", "Activité d'insertion et contrats"
    FREINS = "freins", "Levée des freins"
    RECHERCHE = "recherche", "Recherche d'emploi"
    CREATION = "creation", "Création d'activité"


class Resultat(TextChoices):
    REALISEE = "realisee", "Réalisée"
    INTERROMPUE = "interrompue", "Interrompue"
    ABANDONNEE = "abandonnee", "Abandonnée"


class Financement(TextChoices):
    DROIT_COMMUN = "droit_commun", "Droit commun"
    PLIE_FSE = "plie_fse", "PLIE / FSE+"
    CLAUSE = "clause", "Clause d'insertion"
