from django.db.models import TextChoices

from accompagnement.enums.situation import Critere
from plie.socle.etats import Etats, Ton


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


class EtatPreuve(Etats):
    """How well a document proves a criterion."""

    VALIDE = "valide", Ton.VERT, "Prouvé"
    A_VERIFIER = "a_verifier", Ton.ORANGE, "À vérifier"
    EXPIREE = "expiree", Ton.ROUGE, "Preuve expirée"
    REFUSEE = "refusee", Ton.ROUGE, "Preuve refusée"
    ABSENTE = "absente", Ton.ROUGE, "Preuve manquante"


# They say something of health, justice or housing by their mere presence.
PIECES_SENSIBLES = frozenset(
    {TypePiece.AAH, TypePiece.RQTH, TypePiece.HEBERGEMENT, TypePiece.DETENTION}
)

# What proves a criterion, and for how many months from its date (annex of the arrêté of
# 4 September 2025 for the IAE); none where the document carries its own end.
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
