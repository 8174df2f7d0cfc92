from django.db.models import TextChoices

from plie.socle.etats import Etats, Ton


class Origine(TextChoices):
    FRANCE_TRAVAIL = "france_travail", "France Travail"
    PARTENAIRE_FT = "partenaire_ft", "Partenaire de France Travail"
    PLIE = "plie", "Saisie par le PLIE"
    PARTENAIRE = "partenaire", "Reçue d'un partenaire"


# What comes under the licence of France Travail's offers.
ORIGINES_IMPORTEES = (Origine.FRANCE_TRAVAIL, Origine.PARTENAIRE_FT)


class StatutOffre(Etats):
    BROUILLON = "brouillon", Ton.ORANGE, "Brouillon"
    OUVERTE = "ouverte", Ton.VERT, "Ouverte"
    POURVUE = "pourvue", Ton.GRIS, "Pourvue"
    FERMEE = "fermee", Ton.GRIS, "Fermée"
    EXPIREE = "expiree", Ton.GRIS, "Expirée"
    RETIREE = "retiree", Ton.GRIS, "Retirée par France Travail"


# What an offer may become. A closed one opens again: employers change their minds, and France
# Travail publishes again under the same number.
TRANSITIONS_OFFRE = {
    StatutOffre.BROUILLON: {StatutOffre.OUVERTE, StatutOffre.FERMEE},
    StatutOffre.OUVERTE: {
        StatutOffre.POURVUE,
        StatutOffre.FERMEE,
        StatutOffre.EXPIREE,
        StatutOffre.RETIREE,
    },
    StatutOffre.POURVUE: {StatutOffre.OUVERTE},
    StatutOffre.FERMEE: {StatutOffre.OUVERTE},
    StatutOffre.EXPIREE: {StatutOffre.OUVERTE},
    StatutOffre.RETIREE: {StatutOffre.OUVERTE},
}


class ContratOffre(TextChoices):
    """Codes of France Travail (`typeContrat`); an unknown one is kept as it came."""

    CDI = "CDI", "CDI"
    CDD = "CDD", "CDD"
    MIS = "MIS", "Mission intérimaire"
    SAI = "SAI", "Contrat saisonnier"
    DDI = "DDI", "CDD d'insertion"
    TTI = "TTI", "Travail temporaire d'insertion"
    DIN = "DIN", "CDI intérimaire"
    DDT = "DDT", "CDD tremplin"
    CCE = "CCE", "Profession commerciale"
    FRA = "FRA", "Franchise"
    LIB = "LIB", "Profession libérale"
    REP = "REP", "Reprise d'entreprise"


# Contracts of insertion (IAE) by their code alone.
CONTRATS_IAE = (ContratOffre.DDI, ContratOffre.TTI)


class Experience(TextChoices):
    DEBUTANT = "D", "Débutant accepté"
    SOUHAITEE = "S", "Expérience souhaitée"
    EXIGEE = "E", "Expérience exigée"


class PeriodeSalaire(TextChoices):
    HEURE = "H", "par heure"
    MOIS = "M", "par mois"
    AN = "A", "par an"
    CACHET = "C", "par cachet"


class StatutSynchronisation(Etats):
    EN_COURS = "en_cours", Ton.BLEU, "En cours"
    REUSSIE = "reussie", Ton.VERT, "Réussie"
    PARTIELLE = "partielle", Ton.ORANGE, "Partielle : rien n'est retiré"
    ECHOUEE = "echouee", Ton.ROUGE, "Échouée"
    INTERROMPUE = "interrompue", Ton.ROUGE, "Interrompue"


class Declencheur(TextChoices):
    HORAIRE = "horaire", "Chaque matin"
    BOUTON = "bouton", "À la demande"
    COMMANDE = "commande", "En ligne de commande"


class TypeEtablissement(TextChoices):
    ENTREPRISE = "entreprise", "Entreprise"
    PUBLIC = "public", "Employeur public"
    ASSOCIATION = "association", "Association"
    SIAE = "siae", "Structure d'insertion (SIAE)"
    ENTREPRISE_ADAPTEE = "entreprise_adaptee", "Entreprise adaptée"
    INTERIM = "interim", "Agence d'intérim"
    PARTICULIER = "particulier", "Particulier employeur"


class TypeEchange(TextChoices):
    VISITE = "visite", "Visite"
    APPEL = "appel", "Appel"
    COURRIEL = "courriel", "Courriel"
    RENCONTRE = "rencontre", "Rencontre (forum, job dating)"


class ObjetEchange(TextChoices):
    PROSPECTION = "prospection", "Prospection"
    RECUEIL_OFFRE = "recueil_offre", "Recueil d'une offre"
    PROPOSITION = "proposition", "Proposition de candidatures"
    SUIVI_EMBAUCHE = "suivi_embauche", "Suivi d'une embauche"
    IMMERSION = "immersion", "Immersion"
    CLAUSE = "clause", "Clause d'insertion"
    AUTRE = "autre", "Autre"


class Equipe(TextChoices):
    PLIE = "plie", "PLIE"
    FRANCE_TRAVAIL = "france_travail", "Équipe entreprises de France Travail"
