from datetime import timedelta

from django.core.exceptions import ValidationError
from django.utils import timezone

from accompagnement.actions.acte import acte
from accompagnement.actions.emploi import accorder
from accompagnement.actions.parcours import changer_statut, verrouiller
from accompagnement.enums import Statut
from accompagnement.models import (
    MotifSuspension,
    Parcours,
    Reglages,
    Suspension,
)
from accompagnement.permissions import Acte
from plie.journal.acte import travail

# code, label, whether it says something of health or justice (RGPD art. 9 and 10).
MOTIFS = [
    ("sante", "Santé", True),
    ("maternite", "Maternité ou congé parental", True),
    ("famille", "Raison familiale", False),
    ("incarceration", "Incarcération", True),
    ("autre", "Autre", False),
]


@travail("mise à niveau")
def charger_motifs_suspension():
    """Add what is missing and touch nothing that the PLIE has changed."""
    MotifSuspension.objects.bulk_create(
        (
            MotifSuspension(code=code, libelle=libelle, est_sensible=sensible, ordre=ordre)
            for ordre, (code, libelle, sensible) in enumerate(MOTIFS)
        ),
        ignore_conflicts=True,
    )


@acte(Acte.ECRIRE_DOSSIER)
def suspendre(parcours, *, par, motif, date_debut, date_fin_prevue=None):
    """Pause an active parcours; the person still counts in the file active. Raises ValidationError
    for a day to come: the parcours is paused at once, and could neither resume nor end before."""
    if date_debut > timezone.localdate():
        raise ValidationError(
            {"date_debut": "Cette date est à venir : notez la suspension le jour où elle commence."}
        )
    parcours = verrouiller(parcours)
    if date_debut < (parcours.date_entree or date_debut):
        raise ValidationError({"date_debut": "La suspension précède l'entrée."})
    suspension = Suspension(
        parcours=parcours,
        motif=motif,
        date_debut=date_debut,
        date_fin_prevue=date_fin_prevue,
        decidee_par=par,
    )
    suspension.full_clean()
    changer_statut(parcours, Statut.SUSPENDU, depuis=Statut.ACTIF)
    suspension.save()
    return suspension


@acte(Acte.ECRIRE_DOSSIER)
def reprendre(parcours, *, par, date_fin):
    """End the running suspension, whose last day is `date_fin`, and put off the planned end; a job
    begun meanwhile is found again."""
    if date_fin > timezone.localdate() + timedelta(days=366):
        raise ValidationError({"date_fin": "Cette date est trop lointaine."})
    parcours = verrouiller(parcours)
    prolongee = _fin_prolongee(parcours, date_fin)
    changer_statut(parcours, Statut.ACTIF, depuis=Statut.SUSPENDU, date_fin_prevue=prolongee)
    clore_suspension(parcours, date_fin)
    accorder(parcours)
    return parcours


def _fin_prolongee(parcours, date_fin):
    """The planned end, put off by the days of the suspension, the last one included."""
    duree = Reglages.objects.actuels().duree_max_mois
    fin = Parcours.objects.avec_fin_prevue(duree).get(pk=parcours.pk).fin_prevue
    suspension = parcours.suspensions.en_cours().first()
    if fin is None or suspension is None:
        return parcours.date_fin_prevue
    return fin + timedelta(days=max(0, (date_fin - suspension.date_debut).days + 1))


def clore_suspension(parcours, date_fin):
    for suspension in parcours.suspensions.en_cours():
        if date_fin < suspension.date_debut:
            raise ValidationError(
                {"date_fin": f"La suspension commence le {suspension.date_debut:%d/%m/%Y}."}
            )
        suspension.date_fin = date_fin
        suspension.full_clean()
        suspension.save()
