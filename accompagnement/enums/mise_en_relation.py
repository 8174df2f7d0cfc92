from django.db.models import TextChoices

from plie.socle.etats import Etats, Ton


class StatutMiseEnRelation(Etats):
    PROPOSEE = "proposee", Ton.BLEU, "Proposée"
    ACCEPTEE = "acceptee", Ton.BLEU, "Acceptée par la personne"
    TRANSMISE = "transmise", Ton.BLEU, "Transmise à l'employeur"
    ENTRETIEN = "entretien", Ton.BLEU, "Entretien d'embauche"
    EMBAUCHEE = "embauchee", Ton.VERT, "Embauche"
    DECLINEE = "declinee", Ton.GRIS, "Déclinée par la personne"
    NON_RETENUE = "non_retenue", Ton.GRIS, "Non retenue par l'employeur"
    SANS_SUITE = "sans_suite", Ton.GRIS, "Sans suite"


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
