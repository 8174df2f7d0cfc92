from django.db.models import TextChoices

from plie.socle.etats import Etats, Ton


class Categorie(Etats):
    POSITIVE = "positive", Ton.VERT, "Positive"
    NEUTRE = "neutre", Ton.GRIS, "Neutre"
    AUTRE = "autre", Ton.ORANGE, "Autre"


class OperateurDuree(TextChoices):
    AU_MOINS = ">=", "au moins"
    PLUS_DE = ">", "plus de"


class ModeSixMois(TextChoices):
    CONTRAT = "contrat", "durée du contrat signé"
    MAINTIEN = "maintien", "maintien prouvé à six mois"


class ModeInterim(TextChoices):
    CUMUL = "cumul_mois", "missions cumulées"
    HEURES = "heures", "heures cumulées"
    NON = "non", "non comptée"


class ModeFormation(TextChoices):
    ENTREE = "entree", "à l'entrée en formation"
    OBTENTION = "obtention", "à l'obtention du titre"
    LONGUE = "longue_apres_6_mois", "longue, après six mois"
    NON = "non", "non comptée"


class Denominateur(TextChoices):
    TOUTES = "toutes_sorties", "toutes les sorties"
    HORS_NEUTRES = "hors_neutres", "les sorties hors sorties neutres"
    HORS_DECES = "hors_deces", "les sorties hors décès"


class Rattachement(TextChoices):
    SORTIE = "date_sortie", "la date de sortie"
    VALIDATION = "date_validation", "la date de la commission"


class DeduitDe(TextChoices):
    """What the rule of exits deduces a motif from; at most one motif each."""

    CDI = "cdi", "un CDI"
    CDD = "cdd", "un CDD"
    INTERIM = "interim", "des missions d'intérim"
    FONCTION_PUBLIQUE = "fonction_publique", "un emploi dans la fonction publique"
    CREATION = "creation", "une création ou reprise d'entreprise"
    APPRENTISSAGE = "apprentissage", "un contrat d'apprentissage"
    PROFESSIONNALISATION = "professionnalisation", "un contrat de professionnalisation"
    IAE = "iae", "un contrat d'insertion (IAE)"
    AI = "ai", "des missions d'association intermédiaire, par exception"
    EMPLOI_COURT = "emploi_court", "un emploi trop court"
    FORMATION = "formation", "une formation"
