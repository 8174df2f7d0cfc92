from django.db.models import TextChoices


class TexteCode(TextChoices):
    """The passages of printed documents that a PLIE words itself, in the order of printing."""

    CONTRAT_OBJET = "contrat_objet", "L'objet du contrat"
    CONTRAT_PERSONNE = "contrat_personne", "Les engagements de la personne"
    CONTRAT_REFERENT = "contrat_referent", "Les engagements du référent"
    CONTRAT_PLIE = "contrat_plie", "Les engagements du PLIE"
    DROITS = "droits", "Les droits de la personne"
    RELAIS_ACCORD = "relais_accord", "L'accord de la personne"
    COURRIER_CONVOCATION = "courrier_convocation", "Convocation"
    COURRIER_ABSENCE = "courrier_absence", "Absence à un rendez-vous"
    COURRIER_RELANCE = "courrier_relance", "Relance"
    COURRIER_ORIENTEUR = "courrier_orienteur", "Réponse à l'orienteur"
    COURRIER_FIN = "courrier_fin", "Fin de parcours"


# The letters: their title is the object, and their words may name fields (`enums.courrier`).
COURRIERS = (
    TexteCode.COURRIER_CONVOCATION,
    TexteCode.COURRIER_ABSENCE,
    TexteCode.COURRIER_RELANCE,
    TexteCode.COURRIER_ORIENTEUR,
    TexteCode.COURRIER_FIN,
)


TEXTES_DU_DOCUMENT = {
    "Contrat d'engagement": (
        TexteCode.CONTRAT_OBJET,
        TexteCode.CONTRAT_PERSONNE,
        TexteCode.CONTRAT_REFERENT,
        TexteCode.CONTRAT_PLIE,
        TexteCode.DROITS,
    ),
    "Fiche de relais": (TexteCode.RELAIS_ACCORD,),
    "Courriers": COURRIERS,
}
