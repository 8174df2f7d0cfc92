from django.db.models import TextChoices

from plie.socle.etats import Etats, Ton


class TypeContrat(TextChoices):
    CDI = "cdi", "CDI"
    CDD = "cdd", "CDD"
    INTERIM = "interim", "Intérim"
    FONCTION_PUBLIQUE = "fonction_publique", "Fonction publique"
    CREATION = "creation", "Création ou reprise d'entreprise"
    APPRENTISSAGE = "apprentissage", "Contrat d'apprentissage"
    PROFESSIONNALISATION = "professionnalisation", "Contrat de professionnalisation"
    IAE = "iae", "Contrat d'insertion (IAE)"
    AI = "ai", "Mission d'association intermédiaire"
    SAISONNIER = "saisonnier", "Contrat saisonnier"
    AIDE = "aide", "Contrat aidé (PEC, CIE)"
    ALTERNANCE_PUBLIQUE = "alternance_publique", "Alternance dans le secteur public"


class MotifFinEmploi(TextChoices):
    """Why a contract ended; nothing of health."""

    TERME = "terme", "Terme du contrat"
    ESSAI_EMPLOYEUR = "essai_employeur", "Période d'essai, arrêtée par l'employeur"
    ESSAI_PERSONNE = "essai_personne", "Période d'essai, arrêtée par la personne"
    DEMISSION = "demission", "Démission"
    LICENCIEMENT = "licenciement", "Licenciement"
    ACCORD = "accord", "Rupture d'un commun accord"
    AUTRE_CONTRAT = "autre_contrat", "Autre contrat"
    ACTIVITE = "activite", "Fin de l'activité de l'employeur"
    AUTRE = "autre", "Autre"


class EtatEmploi(Etats):
    """Where a job stands, by its dates."""

    A_VENIR = "a_venir", Ton.ORANGE, "À venir"
    EN_COURS = "en_cours", Ton.BLEU, "En cours"
    TERMINE = "termine", Ton.GRIS, "Terminé"


class Jalon(TextChoices):
    """When the follow-up of a job asks whether the person still holds it."""

    J30 = "j30", "J + 30"
    M3 = "m3", "M + 3"
    M6 = "m6", "M + 6"


class Maintien(Etats):
    EN_POSTE = "en_poste", Ton.VERT, "En poste"
    ROMPU = "rompu", Ton.ROUGE, "Contrat rompu"
    INJOIGNABLE = "injoignable", Ton.ORANGE, "Personne injoignable"
