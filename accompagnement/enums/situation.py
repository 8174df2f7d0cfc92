from datetime import timedelta

from django.db.models import TextChoices


class StatutEmploi(TextChoices):
    DEMANDEUR = "demandeur", "Demandeur d'emploi inscrit"
    NON_INSCRIT = "non_inscrit", "Sans emploi, non inscrit"
    EN_FORMATION = "en_formation", "En formation"
    EN_EMPLOI = "en_emploi", "En emploi"
    INACTIF = "inactif", "Inactif"


# Within which the situation on leaving is collected (FSE+), and when it is asked again.
DELAI_SORTIE, RAPPEL_SORTIE = timedelta(days=28), timedelta(days=14)


class IssueSortie(TextChoices):
    """The situation on leaving, as FSE+ asks it (regulation (EU) 2021/1057, annex I)."""

    RECHERCHE = "recherche", "En recherche d'emploi"
    FORMATION = "formation", "En formation ou en études"
    CDI = "cdi", "En CDI"
    CDD_6_MOIS = "cdd_6_mois", "En CDD ou intérim de 6 mois ou plus"
    CDD_COURT = "cdd_court", "En CDD ou intérim de moins de 6 mois"
    INDEPENDANT = "independant", "À son compte"
    AIDE = "aide", "En contrat aidé ou d'insertion (IAE)"
    INACTIF = "inactif", "Sans emploi et sans en chercher"


class Foyer(TextChoices):
    SEUL = "seul", "Personne seule"
    PARENT_ISOLE = "parent_isole", "Parent seul avec enfant"
    COUPLE = "couple", "En couple sans enfant"
    COUPLE_ENFANTS = "couple_enfants", "En couple avec enfant"
    AUTRE = "autre", "Autre foyer"


class Moment(TextChoices):
    ENTREE = "entree", "À l'entrée"
    A_DATE = "a_date", "En cours de parcours"
    SORTIE = "sortie", "À la sortie"


class Critere(TextChoices):
    RSA = "rsa", "Bénéficiaire du RSA"
    ASS = "ass", "Allocataire de l'ASS"
    AAH = "aah", "Allocataire de l'AAH"
    DELD = "deld", "Demandeur d'emploi de longue durée (12 à 24 mois)"
    DETLD = "detld", "Demandeur d'emploi de très longue durée (24 mois et plus)"
    RQTH = "rqth", "Travailleur handicapé (RQTH)"
    QPV = "qpv", "Habitant d'un quartier prioritaire"
    PARENT_ISOLE = "parent_isole", "Parent isolé"
    SANS_PERMIS = "sans_permis", "Sans permis de conduire"
    ASE = "ase", "Sortant de l'aide sociale à l'enfance"
    SANS_HEBERGEMENT = "sans_hebergement", "Sans hébergement ou hébergé"
    REFUGIE = "refugie", "Réfugié ou demandeur d'asile"
    DETENTION = "detention", "Sortant de détention"
    LANGUE = "langue", "Maîtrise du français insuffisante"
    MOBILITE = "mobilite", "Difficulté de mobilité"


# Health (RGPD art. 9), justice (art. 10) and housing: shown to the portfolio's référent and to
# coordination only, whatever the page.
CRITERES_SENSIBLES = frozenset(
    {Critere.AAH, Critere.RQTH, Critere.DETENTION, Critere.SANS_HEBERGEMENT, Critere.REFUGIE}
)
