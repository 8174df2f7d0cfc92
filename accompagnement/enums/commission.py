from django.db.models import TextChoices

from accompagnement.enums.parcours import STATUTS_EN_ATTENTE, STATUTS_SUIVIS, Statut


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
} | dict.fromkeys(STATUTS_SUIVIS, (Decision.PROLONGE, Decision.MAINTENU, Decision.AJOURNE))

# Which cases each commission looks at.
STATUTS_EXAMINES = {
    TypeCommission.INTEGRATION: (Statut.PRESENTE,),
    TypeCommission.SORTIE: (Statut.SORTIE_PROPOSEE,),
    TypeCommission.SUIVI: (*STATUTS_EN_ATTENTE, *STATUTS_SUIVIS),
}

DECISIONS_A_MOTIVER = (Decision.REFUSE, Decision.AJOURNE, Decision.SORTIE_REFUSEE)


class Manque(TextChoices):
    """What a case may lack before its commission (`alertes.completude`)."""

    REFERENT = "referent", "Aucun référent"
    SITUATION = "situation", "Situation à l'entrée non enregistrée"
    CRITERE = "critere", "Aucun critère d'éligibilité"
    PREUVE = "preuve", "Critère sans pièce justificative"
    PREUVE_SORTIE = "preuve_sortie", "Sortie positive sans preuve"
