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


class TypeContrat(TextChoices):
    CDI = "cdi", "CDI"
    CDD = "cdd", "CDD"
    INTERIM = "interim", "Intérim"
    FONCTION_PUBLIQUE = "fonction_publique", "Fonction publique"
    CREATION = "creation", "Création ou reprise d'entreprise"
    APPRENTISSAGE = "apprentissage", "Contrat d'apprentissage"
    PROFESSIONNALISATION = "professionnalisation", "Contrat de professionnalisation"
    IAE = "iae", "Contrat d'insertion (IAE)"


class Jalon(TextChoices):
    """When the follow-up of a job asks whether the person still holds it."""

    J30 = "j30", "J + 30"
    M3 = "m3", "M + 3"
    M6 = "m6", "M + 6"


class Maintien(TextChoices):
    EN_POSTE = "en_poste", "En poste"
    ROMPU = "rompu", "Contrat rompu"
    INJOIGNABLE = "injoignable", "Personne injoignable"
