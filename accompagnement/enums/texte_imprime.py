from django.db.models import TextChoices


class TexteCode(TextChoices):
    """The passages of printed documents that a PLIE words itself, in the order of printing."""

    CONTRAT_OBJET = "contrat_objet", "L'objet du contrat"
    CONTRAT_PERSONNE = "contrat_personne", "Les engagements de la personne"
    CONTRAT_REFERENT = "contrat_referent", "Les engagements du référent"
    CONTRAT_PLIE = "contrat_plie", "Les engagements du PLIE"
    DROITS = "droits", "Les droits de la personne"
    RELAIS_ACCORD = "relais_accord", "L'accord de la personne"


TEXTES_DU_DOCUMENT = {
    "Contrat d'engagement": (
        TexteCode.CONTRAT_OBJET,
        TexteCode.CONTRAT_PERSONNE,
        TexteCode.CONTRAT_REFERENT,
        TexteCode.CONTRAT_PLIE,
        TexteCode.DROITS,
    ),
    "Fiche de relais": (TexteCode.RELAIS_ACCORD,),
}
