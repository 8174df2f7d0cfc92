from django.db.models import TextChoices


class Sexe(TextChoices):
    FEMME = "F", "Femme"
    HOMME = "M", "Homme"
    AUTRE = "X", "Autre ou non précisé"


class Niveau(TextChoices):
    """Qualification levels of the 2019 nomenclature: 3 is the CAP, 4 the baccalauréat."""

    INFRA3 = "infra3", "Infra 3 (sans diplôme)"
    N3 = "3", "3 (CAP, BEP)"
    N4 = "4", "4 (baccalauréat)"
    N5 = "5", "5 (bac + 2)"
    N6 = "6", "6 (bac + 3 et 4)"
    N7 = "7", "7 (bac + 5 et plus)"


class StatutEmploi(TextChoices):
    DEMANDEUR = "demandeur", "Demandeur d'emploi inscrit"
    NON_INSCRIT = "non_inscrit", "Sans emploi, non inscrit"
    EN_FORMATION = "en_formation", "En formation"
    EN_EMPLOI = "en_emploi", "En emploi"
    INACTIF = "inactif", "Inactif"


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


# Health (RGPD art. 9), justice (art. 10) and housing: shown to the portfolio's référent and
# to coordination only, whatever the page (conception section 5).
CRITERES_SENSIBLES = frozenset(
    {Critere.AAH, Critere.RQTH, Critere.DETENTION, Critere.SANS_HEBERGEMENT, Critere.REFUGIE}
)


class Statut(TextChoices):
    PRESCRIT = "prescrit", "Prescrit"
    EN_DIAGNOSTIC = "en_diagnostic", "En diagnostic"
    PRESENTE = "presente", "Présenté en commission"
    REFUSE = "refuse", "Refusé"
    AJOURNE = "ajourne", "Ajourné"
    ACTIF = "actif", "Actif"
    SUSPENDU = "suspendu", "Suspendu"
    EN_EMPLOI = "en_emploi", "En emploi (suivi de 6 mois)"
    SORTIE_PROPOSEE = "sortie_proposee", "Sortie proposée"
    SORTI = "sorti", "Sorti"


TRANSITIONS = {
    Statut.PRESCRIT: {Statut.EN_DIAGNOSTIC},
    Statut.EN_DIAGNOSTIC: {Statut.PRESENTE},
    Statut.PRESENTE: {Statut.REFUSE, Statut.AJOURNE, Statut.ACTIF},
    Statut.AJOURNE: {Statut.EN_DIAGNOSTIC, Statut.PRESENTE},
    Statut.ACTIF: {Statut.SUSPENDU, Statut.EN_EMPLOI, Statut.SORTIE_PROPOSEE},
    Statut.SUSPENDU: {Statut.ACTIF, Statut.SORTIE_PROPOSEE},
    Statut.EN_EMPLOI: {Statut.ACTIF, Statut.SORTIE_PROPOSEE},
    Statut.SORTIE_PROPOSEE: {Statut.ACTIF, Statut.EN_EMPLOI, Statut.SUSPENDU, Statut.SORTI},
    Statut.REFUSE: set(),
    Statut.SORTI: set(),
}

STATUTS_CLOS = (Statut.REFUSE, Statut.SORTI)
STATUTS_ENTRES = (Statut.ACTIF, Statut.SUSPENDU, Statut.EN_EMPLOI, Statut.SORTIE_PROPOSEE)
STATUTS_AVANT_ENTREE = (
    Statut.PRESCRIT,
    Statut.EN_DIAGNOSTIC,
    Statut.PRESENTE,
    Statut.AJOURNE,
    Statut.REFUSE,
)


class Moment(TextChoices):
    ENTREE = "entree", "À l'entrée"
    A_DATE = "a_date", "En cours de parcours"
    SORTIE = "sortie", "À la sortie"


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


class MotifSuspension(TextChoices):
    SANTE = "sante", "Santé"
    MATERNITE = "maternite", "Maternité ou congé parental"
    FAMILLE = "famille", "Raison familiale"
    INCARCERATION = "incarceration", "Incarcération"
    AUTRE = "autre", "Autre"


# The reason of a suspension may say something of health or justice (RGPD art. 9 and 10).
MOTIFS_SUSPENSION_SENSIBLES = frozenset(
    {MotifSuspension.SANTE, MotifSuspension.MATERNITE, MotifSuspension.INCARCERATION}
)

# The same of the reason of an exit.
MOTIFS_SORTIE_SENSIBLES = frozenset({"sante", "maternite", "incarceration"})


class TypeContrat(TextChoices):
    CDI = "cdi", "CDI"
    CDD = "cdd", "CDD"
    INTERIM = "interim", "Intérim"
    FONCTION_PUBLIQUE = "fonction_publique", "Fonction publique"
    CREATION = "creation", "Création ou reprise d'entreprise"
    APPRENTISSAGE = "apprentissage", "Contrat d'apprentissage"
    PROFESSIONNALISATION = "professionnalisation", "Contrat de professionnalisation"
    IAE = "iae", "Contrat d'insertion (IAE)"


class TypeCommission(TextChoices):
    INTEGRATION = "integration", "d'intégration"
    SUIVI = "suivi", "de suivi"
    SORTIE = "sortie", "de sortie"


class Decision(TextChoices):
    INTEGRE = "integre", "Intégré"
    REFUSE = "refuse", "Refusé"
    AJOURNE = "ajourne", "Ajourné"
    SORTIE_VALIDEE = "sortie_validee", "Sortie validée"
    SORTIE_REFUSEE = "sortie_refusee", "Sortie refusée"
    PROLONGE = "prolonge", "Parcours prolongé"
    MAINTENU = "maintenu", "Parcours maintenu sans prolongation"


VERBES_DE_DECISION = {
    Decision.INTEGRE: "Intégrer",
    Decision.REFUSE: "Refuser",
    Decision.AJOURNE: "Ajourner",
    Decision.SORTIE_VALIDEE: "Valider la sortie",
    Decision.SORTIE_REFUSEE: "Refuser la sortie",
    Decision.PROLONGE: "Prolonger le parcours",
    Decision.MAINTENU: "Maintenir sans prolonger",
}


# What a commission may decide, by the state in which the parcours comes before it.
DECISIONS = {
    Statut.PRESENTE: (Decision.INTEGRE, Decision.REFUSE, Decision.AJOURNE),
    Statut.SORTIE_PROPOSEE: (Decision.SORTIE_VALIDEE, Decision.SORTIE_REFUSEE, Decision.AJOURNE),
}
# A parcours under way comes before a commission to be prolonged, or not.
STATUTS_SUIVIS = (Statut.ACTIF, Statut.SUSPENDU, Statut.EN_EMPLOI)
DECISIONS |= dict.fromkeys(STATUTS_SUIVIS, (Decision.PROLONGE, Decision.MAINTENU, Decision.AJOURNE))
STATUTS_EN_ATTENTE = (Statut.PRESENTE, Statut.SORTIE_PROPOSEE)
# Which cases each commission looks at.
STATUTS_EXAMINES = {
    TypeCommission.INTEGRATION: (Statut.PRESENTE,),
    TypeCommission.SORTIE: (Statut.SORTIE_PROPOSEE,),
    TypeCommission.SUIVI: (*STATUTS_EN_ATTENTE, *STATUTS_SUIVIS),
}
DECISIONS_A_MOTIVER = (Decision.REFUSE, Decision.AJOURNE, Decision.SORTIE_REFUSEE)


class Categorie(TextChoices):
    POSITIVE = "positive", "Positive"
    NEUTRE = "neutre", "Neutre"
    AUTRE = "autre", "Autre"


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


class StatutImport(TextChoices):
    EN_ATTENTE = "en_attente", "En cours"
    TERMINE = "termine", "Terminé"
    REJETE = "rejete", "Rejeté, rien n'est écrit"
    ECHEC = "echec", "Interrompu"


class Impact(TextChoices):
    """How much a frein weighs, as France Travail's diagnosis says it (domaine-plie.md 6.3)."""

    FAIBLE = "faible", "Faible"
    MOYEN = "moyen", "Moyen"
    FORT = "fort", "Fort"
    NON_RENSEIGNE = "non_renseigne", "Non renseigné"


class StatutFrein(TextChoices):
    OUVERT = "ouvert", "À lever"
    EN_COURS = "en_cours", "En cours de levée"
    LEVE = "leve", "Levé"


class StatutObjectif(TextChoices):
    NON_ABORDE = "non_aborde", "Non abordé"
    EN_COURS = "en_cours", "En cours"
    REALISE = "realise", "Réalisé"
    ABANDONNE = "abandonne", "Abandonné"


class Jalon(TextChoices):
    """When the follow-up of a job asks whether the person still holds it."""

    J30 = "j30", "J + 30"
    M3 = "m3", "M + 3"
    M6 = "m6", "M + 6"


class Maintien(TextChoices):
    EN_POSTE = "en_poste", "En poste"
    ROMPU = "rompu", "Contrat rompu"
    INJOIGNABLE = "injoignable", "Personne injoignable"


class TypePiece(TextChoices):
    IDENTITE = "identite", "Pièce d'identité ou titre de séjour"
    DOMICILE = "domicile", "Justificatif de domicile"
    FRANCE_TRAVAIL = "france_travail", "Attestation France Travail"
    RSA = "rsa", "Attestation RSA"
    ASS = "ass", "Attestation ASS"
    AAH = "aah", "Attestation AAH"
    RQTH = "rqth", "Décision RQTH"
    CAF = "caf", "Attestation CAF"
    HEBERGEMENT = "hebergement", "Domiciliation ou hébergement"
    DETENTION = "detention", "Attestation de sortie de détention"
    DIPLOME = "diplome", "Diplôme ou attestation de niveau"
    CV = "cv", "CV"
    CONTRAT_ENGAGEMENT = "contrat_engagement", "Contrat d'engagement signé"
    QUESTIONNAIRE_FSE = "questionnaire_fse", "Questionnaire FSE+ signé"
    EMARGEMENT = "emargement", "Feuille d'émargement"
    CONTRAT_TRAVAIL = "contrat_travail", "Contrat de travail"
    BULLETIN = "bulletin", "Bulletin de salaire ou attestation d'employeur"
    CERTIFICATION = "certification", "Titre ou certificat obtenu"
    AUTRE = "autre", "Autre"


# They say something of health, justice or housing by their mere presence.
PIECES_SENSIBLES = frozenset(
    {TypePiece.AAH, TypePiece.RQTH, TypePiece.HEBERGEMENT, TypePiece.DETENTION}
)

# What proves a criterion, and for how many months from its date (annex of the arrêté of
# 4 September 2025 for the IAE, domaine-plie.md 2.1); none where the document carries its own end.
PREUVES_DU_CRITERE = {
    Critere.RSA: TypePiece.RSA,
    Critere.ASS: TypePiece.ASS,
    Critere.AAH: TypePiece.AAH,
    Critere.DELD: TypePiece.FRANCE_TRAVAIL,
    Critere.DETLD: TypePiece.FRANCE_TRAVAIL,
    Critere.RQTH: TypePiece.RQTH,
    Critere.QPV: TypePiece.DOMICILE,
    Critere.PARENT_ISOLE: TypePiece.CAF,
    Critere.SANS_HEBERGEMENT: TypePiece.HEBERGEMENT,
    Critere.REFUGIE: TypePiece.IDENTITE,
    Critere.DETENTION: TypePiece.DETENTION,
}
VALIDITE_MOIS = {
    TypePiece.RSA: 3,
    TypePiece.ASS: 3,
    TypePiece.AAH: 3,
    TypePiece.FRANCE_TRAVAIL: 3,
    TypePiece.CAF: 3,
    TypePiece.HEBERGEMENT: 3,
    TypePiece.DOMICILE: 6,
    TypePiece.DETENTION: 6,
}


class CodeAlerte(TextChoices):
    """What may make a person be lost, stored every night; the order is that of the home page."""

    SANS_ENTRETIEN_1 = "sans_entretien_1", "Sans entretien depuis le premier seuil"
    SANS_ENTRETIEN_2 = "sans_entretien_2", "Sans entretien depuis le deuxième seuil"
    SANS_ENTRETIEN_3 = "sans_entretien_3", "Sans entretien depuis le troisième seuil"
    SANS_ETAPE = "sans_etape", "Sans étape active"
    FIN_PROCHE = "fin_proche", "Parcours proche de sa fin"
    CONTRAT_M1 = "contrat_m1", "Contrat à un mois"
    CONTRAT_M3 = "contrat_m3", "Contrat à trois mois"
    CONTRAT_M6 = "contrat_m6", "Contrat à six mois, sortie à valider"
    PREUVE_EXPIREE = "preuve_expiree", "Preuve expirée avant la prochaine commission"
    ORIENTATION = "orientation", "Orientation sans réponse"
    SUSPENSION = "suspension", "Suspension qui se termine"
    DOSSIER_INCOMPLET = "dossier_incomplet", "Dossier incomplet pour la prochaine commission"


class Manque(TextChoices):
    """What a case may lack before its commission (`dossier.completude`)."""

    REFERENT = "referent", "Aucun référent"
    SITUATION = "situation", "Situation à l'entrée non enregistrée"
    CRITERE = "critere", "Aucun critère d'éligibilité"
    PREUVE = "preuve", "Critère sans pièce justificative"
    PREUVE_SORTIE = "preuve_sortie", "Sortie positive sans preuve"


class Transport(TextChoices):
    VOITURE = "voiture", "en voiture"
    DEUX_ROUES = "deux_roues", "en deux-roues motorisé"
    TRAIN = "train", "en train ou en transports en commun"
    VELO = "velo", "à vélo"
    PIED = "pied", "à pied"


class ContratAccepte(TextChoices):
    """What the person may sign, in the words of France Travail's contract codes
    (`offres.enums.ContratOffre`): one family holds several codes (`CODES_DU_CONTRAT`)."""

    CDI = "cdi", "CDI"
    CDD = "cdd", "CDD ou saisonnier"
    INTERIM = "interim", "Intérim"
    IAE = "iae", "Contrat d'insertion (IAE)"
    ALTERNANCE = "alternance", "Alternance"


class StatutMiseEnRelation(TextChoices):
    PROPOSEE = "proposee", "Proposée"
    ACCEPTEE = "acceptee", "Acceptée par la personne"
    TRANSMISE = "transmise", "Transmise à l'employeur"
    ENTRETIEN = "entretien", "Entretien d'embauche"
    EMBAUCHEE = "embauchee", "Embauche"
    DECLINEE = "declinee", "Déclinée par la personne"
    NON_RETENUE = "non_retenue", "Non retenue par l'employeur"
    SANS_SUITE = "sans_suite", "Sans suite"


TRANSITIONS_MISE_EN_RELATION = {
    StatutMiseEnRelation.PROPOSEE: {
        StatutMiseEnRelation.ACCEPTEE,
        StatutMiseEnRelation.DECLINEE,
        StatutMiseEnRelation.SANS_SUITE,
    },
    StatutMiseEnRelation.ACCEPTEE: {
        StatutMiseEnRelation.TRANSMISE,
        StatutMiseEnRelation.DECLINEE,
        StatutMiseEnRelation.SANS_SUITE,
    },
    StatutMiseEnRelation.TRANSMISE: {
        StatutMiseEnRelation.ENTRETIEN,
        StatutMiseEnRelation.EMBAUCHEE,
        StatutMiseEnRelation.NON_RETENUE,
        StatutMiseEnRelation.DECLINEE,
        StatutMiseEnRelation.SANS_SUITE,
    },
    StatutMiseEnRelation.ENTRETIEN: {
        StatutMiseEnRelation.EMBAUCHEE,
        StatutMiseEnRelation.NON_RETENUE,
        StatutMiseEnRelation.DECLINEE,
        StatutMiseEnRelation.SANS_SUITE,
    },
    StatutMiseEnRelation.EMBAUCHEE: set(),
    StatutMiseEnRelation.DECLINEE: set(),
    StatutMiseEnRelation.NON_RETENUE: set(),
    StatutMiseEnRelation.SANS_SUITE: set(),
}
MISES_EN_RELATION_CONCLUES = tuple(
    statut for statut, suites in TRANSITIONS_MISE_EN_RELATION.items() if not suites
)


class MotifMiseEnRelation(TextChoices):
    """Why it ended without a hire. Nothing of health or private life is asked for."""

    METIER = "metier", "Le métier ne convient pas"
    DISTANCE = "distance", "Trop loin"
    HORAIRES = "horaires", "Les horaires ne conviennent pas"
    CONTRAT = "contrat", "Le contrat ne convient pas"
    SALAIRE = "salaire", "Le salaire ne convient pas"
    AUTRE_PROJET = "autre_projet", "Autre emploi ou autre projet"
    PERSONNEL = "personnel", "Raison personnelle"
    EXPERIENCE = "experience", "Expérience ou qualification insuffisante"
    AUTRE_CANDIDAT = "autre_candidat", "Autre candidature retenue"
    ABSENCE = "absence", "Absence à l'entretien d'embauche"
    POURVUE = "pourvue", "Offre pourvue ou retirée"
    SANS_REPONSE = "sans_reponse", "Sans réponse de l'employeur"
    AUTRE = "autre", "Autre"


# Which reasons go with which ending; a hire has none.
MOTIFS_DE_FIN = {
    StatutMiseEnRelation.DECLINEE: (
        MotifMiseEnRelation.METIER,
        MotifMiseEnRelation.DISTANCE,
        MotifMiseEnRelation.HORAIRES,
        MotifMiseEnRelation.CONTRAT,
        MotifMiseEnRelation.SALAIRE,
        MotifMiseEnRelation.AUTRE_PROJET,
        MotifMiseEnRelation.PERSONNEL,
        MotifMiseEnRelation.AUTRE,
    ),
    StatutMiseEnRelation.NON_RETENUE: (
        MotifMiseEnRelation.EXPERIENCE,
        MotifMiseEnRelation.AUTRE_CANDIDAT,
        MotifMiseEnRelation.ABSENCE,
        MotifMiseEnRelation.AUTRE,
    ),
    StatutMiseEnRelation.SANS_SUITE: (
        MotifMiseEnRelation.POURVUE,
        MotifMiseEnRelation.SANS_REPONSE,
        MotifMiseEnRelation.AUTRE_PROJET,
        MotifMiseEnRelation.AUTRE,
    ),
}
