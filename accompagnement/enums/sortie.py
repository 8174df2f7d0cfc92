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


# The reason of an exit may say something of health or justice (RGPD art. 9 and 10).
MOTIFS_SORTIE_SENSIBLES = frozenset({"sante", "maternite", "incarceration"})
