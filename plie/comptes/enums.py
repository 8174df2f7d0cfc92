from django.db.models import TextChoices


class Role(TextChoices):
    REFERENT = "referent", "Référent(e) de parcours"
    COORDINATION = "coordination", "Coordination"
    DIRECTION = "direction", "Direction"
    GESTIONNAIRE_FSE = "gestionnaire_fse", "Gestionnaire FSE"
    FACILITATEUR = "facilitateur", "Facilitateur des clauses"
    ADMINISTRATION = "administration", "Administration"
    # A program of a partner, and a person who works there.
    PARTENAIRE = "partenaire", "Partenaire"
    CONSEILLER = "conseiller", "Conseiller(ère) partenaire"


# Who works in the PLIE and its structures; a partner is outside, and reads what is shared.
ROLES_DES_PARTENAIRES = (Role.PARTENAIRE, Role.CONSEILLER)
ROLES_DE_LA_MAISON = tuple(role for role in Role if role not in ROLES_DES_PARTENAIRES)


class TypeStructure(TextChoices):
    PLIE = "plie", "PLIE"
    CCAS = "ccas", "CCAS"
    ASSOCIATION = "association", "Association"
    FRANCE_TRAVAIL = "france_travail", "France Travail"
    MISSION_LOCALE = "mission_locale", "Mission locale"
    CAP_EMPLOI = "cap_emploi", "Cap emploi"
    DEPARTEMENT = "departement", "Département"
    SIAE = "siae", "Structure d'insertion (SIAE)"
    AUTRE = "autre", "Autre"
