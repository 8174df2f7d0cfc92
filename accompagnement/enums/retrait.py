from django.db.models import TextChoices


class NatureRetrait(TextChoices):
    """What may be taken out of a dossier because it was typed by mistake, by its model's name."""

    ENTRETIEN = "entretien", "Entretien ou rendez-vous"
    AJOUT = "ajoutentretien", "Ajout à un entretien"
    ETAPE = "etape", "Étape"
    EMPLOI = "emploi", "Emploi"
    SUSPENSION = "suspension", "Suspension"
    MISE_EN_RELATION = "miseenrelation", "Mise en relation"
    CHANGEMENT = "situation", "Changement de situation"
    CRITERE = "critereeligibilite", "Critère d'éligibilité"
    SORTIE = "sortie", "Proposition de sortie"
    PIECE = "piece", "Pièce"
    EMARGEMENT = "emargement", "Émargement"
    MOT = "mot", "Mot à un collègue"
    COURRIER = "courrier", "Courrier"
    COHORTE = "appartenancecohorte", "Suivi renforcé"
    CONSTAT_QPV = "constatqpv", "Constat de QPV"
