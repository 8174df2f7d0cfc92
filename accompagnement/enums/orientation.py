from django.db.models import TextChoices

from plie.socle.etats import Etats, Ton


class StatutOrientation(Etats):
    NOUVELLE = "nouvelle", Ton.BLEU, "Nouvelle"
    ACCEPTEE = "acceptee", Ton.VERT, "Acceptée"
    REFUSEE = "refusee", Ton.GRIS, "Refusée"
    RETIREE = "retiree", Ton.GRIS, "Retirée par le partenaire"
    EXPIREE = "expiree", Ton.ROUGE, "Sans réponse à temps"
    NON_ENTREE = "non_entree", Ton.GRIS, "Sans entrée dans le PLIE"


# One without an answer in time still waits for it. Accepted, it may be refused by the commission,
# or end before it; accepted again when either is taken back.
TRANSITIONS_ORIENTATION = {
    StatutOrientation.NOUVELLE: {
        StatutOrientation.ACCEPTEE,
        StatutOrientation.REFUSEE,
        StatutOrientation.RETIREE,
        StatutOrientation.EXPIREE,
    },
    StatutOrientation.EXPIREE: {
        StatutOrientation.ACCEPTEE,
        StatutOrientation.REFUSEE,
        StatutOrientation.RETIREE,
    },
    StatutOrientation.ACCEPTEE: {StatutOrientation.REFUSEE, StatutOrientation.NON_ENTREE},
    StatutOrientation.REFUSEE: {StatutOrientation.ACCEPTEE},
    StatutOrientation.NON_ENTREE: {StatutOrientation.ACCEPTEE},
    StatutOrientation.RETIREE: set(),
}

ORIENTATIONS_A_TRAITER = (StatutOrientation.NOUVELLE, StatutOrientation.EXPIREE)
ORIENTATIONS_REPONDUES = (
    StatutOrientation.ACCEPTEE,
    StatutOrientation.REFUSEE,
    StatutOrientation.NON_ENTREE,
)


class MotifRefusOrientation(TextChoices):
    """What the partner is told: nothing of health or private life."""

    HORS_TERRITOIRE = "hors_territoire", "Habite hors du territoire"
    HORS_CRITERES = "hors_criteres", "Ne remplit pas les critères d'entrée"
    DEJA_ACCOMPAGNEE = "deja_accompagnee", "Déjà accompagnée par le PLIE"
    INJOIGNABLE = "injoignable", "Injoignable"
    PLACE_INDISPONIBLE = "place_indisponible", "Pas de place disponible"
    AUTRE = "autre", "Autre"
    COMMISSION = "commission", "Refusée en commission"


# The last one follows from a decision of the commission: nobody chooses it.
MOTIFS_REFUS_PROPOSES = tuple(
    motif for motif in MotifRefusOrientation if motif != MotifRefusOrientation.COMMISSION
)
