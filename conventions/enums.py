from django.db.models import TextChoices

from accompagnement.enums.notification import Canal
from plie.comptes.enums import Role
from plie.interface.notifications import Nature as NatureNotification
from plie.socle.etats import Etats, Ton

# The modality, in every breakdown, of those whose value is not known.
INCONNU = "non_renseigne"


class Partie(TextChoices):
    """The two halves of a rate, each of which opens its list."""

    NUMERATEUR = "numerateur", "numérateur"
    DENOMINATEUR = "denominateur", "dénominateur"


class Unite(TextChoices):
    PERSONNES = "personnes", "personnes"
    PARCOURS = "parcours", "parcours"
    PRESCRIPTIONS = "prescriptions", "prescriptions"
    EMPLOIS = "emplois", "emplois"
    CONTRATS = "contrats", "contrats"
    ETAPES = "etapes", "étapes"
    RENDEZ_VOUS = "rendez_vous", "rendez-vous"
    MISES_EN_RELATION = "mises_en_relation", "mises en relation"
    OFFRES = "offres", "offres"
    MOIS = "mois", "mois"
    JOURS = "jours", "jours"
    HEURES = "h", "heures par semaine"
    PAR_PERSONNE = "par_personne", "par personne"
    PAR_ETP = "par_etp", "par équivalent temps plein"
    POUR_CENT = "%", "%"


class Nature(TextChoices):
    """What one row of a figure is, in the words of the list that it opens."""

    PARCOURS = "parcours", "dossier"
    PRESCRIPTION = "prescription", "prescription"
    EMPLOI = "emploi", "emploi"
    CONTRAT = "contrat", "contrat"
    ETAPE = "etape", "étape"
    ENTRETIEN = "entretien", "entretien"
    MISE_EN_RELATION = "mise_en_relation", "mise en relation"
    OFFRE = "offre", "offre"


class Etat(TextChoices):
    """What a figure stands on."""

    ARRETE = "arrete", "arrêté"
    PROVISOIRE = "provisoire", "provisoire"
    # Days of official months only: what was corrected since is in it.
    RECALCULE = "recalcule", "mois arrêtés, corrections comprises"


class Rythme(TextChoices):
    """What a target is for: each calendar year of the convention, or the whole of it."""

    ANNEE = "annee", "Par année"
    PERIODE = "periode", "Sur toute la convention"


class Sens(TextChoices):
    AU_MOINS = "au_moins", "Au moins"
    AU_PLUS = "au_plus", "Au plus"


class EtatObjectif(Etats):
    """Where an objective stands, in a word."""

    ATTEINT = "atteint", Ton.VERT, "Atteint"
    DANS_LES_TEMPS = "dans_les_temps", Ton.VERT, "Dans les temps"
    EN_RETARD = "en_retard", Ton.ORANGE, "En retard"
    MANQUE = "manque", Ton.ROUGE, "Non atteint"
    DEPASSE = "depasse", Ton.ROUGE, "Plafond dépassé"
    A_VENIR = "a_venir", Ton.BLEU, "À venir"
    SANS_CHIFFRE = "sans_chiffre", Ton.GRIS, "Pas encore de chiffre"
    SANS_CIBLE = "sans_cible", Ton.GRIS, "Sans cible"
    # Of who counts less than the whole PLIE: a part is neither late nor in time.
    PARTIEL = "partiel", Ton.GRIS, "Vos dossiers"


class ModeleRapport(TextChoices):
    """What a report is for: its period, and its chapters (`rapports.modeles`)."""

    MENSUEL = "mensuel", "Rapport mensuel"
    TRIMESTRIEL = "trimestriel", "Rapport trimestriel du comité technique"
    ANNUEL = "annuel", "Rapport d'activité annuel"
    FSE = "fse", "Rapport FSE+ de l'année à venir"


# The months of the year that end the period of a model; any month where it says nothing.
MOIS_DE_FIN = {ModeleRapport.TRIMESTRIEL: (3, 6, 9, 12), ModeleRapport.ANNUEL: (12,)}


class StatutRapport(Etats):
    EN_ATTENTE = "en_attente", Ton.BLEU, "Demandé"
    EN_COURS = "en_cours", Ton.BLEU, "En cours de production"
    BROUILLON = "brouillon", Ton.ORANGE, "En préparation"
    A_RELIRE = "a_relire", Ton.ORANGE, "À relire"
    PUBLIE = "publie", Ton.VERT, "Publié"
    ECHEC = "echec", Ton.ROUGE, "Échec"


TRANSITIONS_RAPPORT = {
    StatutRapport.EN_ATTENTE: {StatutRapport.EN_COURS, StatutRapport.ECHEC},
    StatutRapport.EN_COURS: {
        StatutRapport.EN_ATTENTE,
        StatutRapport.BROUILLON,
        StatutRapport.A_RELIRE,
        StatutRapport.ECHEC,
    },
    StatutRapport.ECHEC: {StatutRapport.EN_ATTENTE, StatutRapport.EN_COURS},
    StatutRapport.BROUILLON: {StatutRapport.EN_ATTENTE},
    StatutRapport.A_RELIRE: {
        StatutRapport.EN_ATTENTE,
        StatutRapport.BROUILLON,
        StatutRapport.PUBLIE,
    },
    StatutRapport.PUBLIE: set(),
}
STATUTS_EN_PRODUCTION = (StatutRapport.EN_ATTENTE, StatutRapport.EN_COURS)


class FormatFichier(TextChoices):
    PDF = "pdf", "PDF"
    XLSX = "xlsx", "Classeur (XLSX)"
    CSV = "csv", "Données (CSV)"
    CSV_VIRGULE = "csv-virgule", "Données à virgule décimale (CSV, pour un tableur en français)"
    JSON = "json", "Données pour un programme (JSON)"


RAPPORT_A_PUBLIER, RAPPORT_PUBLIE = "rapport_a_publier", "rapport_publie"
NOTIFICATIONS = (
    NatureNotification(
        RAPPORT_A_PUBLIER,
        "Un rapport est à relire et à approuver",
        "{precision} : ce rapport est à relire et à approuver.",
        "conventions:rapport",
        "objet",
        Canal.COURRIEL,
        (Role.DIRECTION,),
    ),
    NatureNotification(
        RAPPORT_PUBLIE,
        "Un rapport est publié",
        "{precision} : ce rapport est publié.",
        "conventions:rapport",
        "objet",
        Canal.COURRIEL,
        (Role.REFERENT, Role.COORDINATION, Role.DIRECTION, Role.GESTIONNAIRE_FSE),
    ),
)
