from plie.socle.etats import Etats, Ton


class Statut(Etats):
    PRESCRIT = "prescrit", Ton.BLEU, "Prescrit"
    EN_DIAGNOSTIC = "en_diagnostic", Ton.BLEU, "En diagnostic"
    PRESENTE = "presente", Ton.ORANGE, "Présenté", "Présenté en commission"
    REFUSE = "refuse", Ton.GRIS, "Refusé"
    NON_ENTRE = "non_entre", Ton.GRIS, "Non entré"
    AJOURNE = "ajourne", Ton.ORANGE, "Ajourné"
    ACTIF = "actif", Ton.VERT, "Actif"
    SUSPENDU = "suspendu", Ton.ORANGE, "Suspendu"
    EN_EMPLOI = "en_emploi", Ton.VERT, "En emploi", "En emploi (suivi de 6 mois)"
    SORTIE_PROPOSEE = "sortie_proposee", Ton.ORANGE, "Sortie proposée"
    SORTI = "sorti", Ton.GRIS, "Sorti"


TRANSITIONS = {
    Statut.PRESCRIT: {Statut.EN_DIAGNOSTIC, Statut.NON_ENTRE},
    Statut.EN_DIAGNOSTIC: {Statut.PRESENTE, Statut.NON_ENTRE},
    Statut.PRESENTE: {Statut.REFUSE, Statut.AJOURNE, Statut.ACTIF, Statut.NON_ENTRE},
    Statut.AJOURNE: {Statut.EN_DIAGNOSTIC, Statut.PRESENTE, Statut.NON_ENTRE},
    Statut.ACTIF: {Statut.SUSPENDU, Statut.EN_EMPLOI, Statut.SORTIE_PROPOSEE},
    Statut.SUSPENDU: {Statut.ACTIF, Statut.SORTIE_PROPOSEE},
    Statut.EN_EMPLOI: {Statut.ACTIF, Statut.SORTIE_PROPOSEE},
    Statut.SORTIE_PROPOSEE: {Statut.ACTIF, Statut.EN_EMPLOI, Statut.SUSPENDU, Statut.SORTI},
    Statut.REFUSE: set(),
    Statut.NON_ENTRE: set(),
    Statut.SORTI: set(),
}

STATUTS_CLOS = (Statut.REFUSE, Statut.NON_ENTRE, Statut.SORTI)
STATUTS_ENTRES = (Statut.ACTIF, Statut.SUSPENDU, Statut.EN_EMPLOI, Statut.SORTIE_PROPOSEE)
STATUTS_EN_ATTENTE_D_ENTREE = (
    Statut.PRESCRIT,
    Statut.EN_DIAGNOSTIC,
    Statut.PRESENTE,
    Statut.AJOURNE,
)
STATUTS_AVANT_ENTREE = (*STATUTS_EN_ATTENTE_D_ENTREE, Statut.REFUSE, Statut.NON_ENTRE)
# A parcours under way comes before a commission to be prolonged, or not.
STATUTS_SUIVIS = (Statut.ACTIF, Statut.SUSPENDU, Statut.EN_EMPLOI)
STATUTS_EN_ATTENTE = (Statut.PRESENTE, Statut.SORTIE_PROPOSEE)
