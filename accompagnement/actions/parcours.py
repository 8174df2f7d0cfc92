"""The verbs of a parcours before and between commissions; the only writers of `statut`."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from accompagnement.actions.alerte import rafraichir
from accompagnement.enums import TRANSITIONS, Statut
from accompagnement.models import (
    AffectationReferent,
    Parcours,
)
from plie.socle.ecriture import remplir


def verrouiller(parcours):
    """The row as it is now, locked until the end of the transaction; its alerts follow."""
    rafraichir(parcours.pk)
    return Parcours.objects.select_for_update().get(pk=parcours.pk)


def changer_statut(parcours, statut, **champs):
    """Move a locked parcours along TRANSITIONS; raises ValidationError on any other move."""
    if statut not in TRANSITIONS[Statut(parcours.statut)]:
        raise ValidationError(
            f"Impossible : le parcours est « {parcours.get_statut_display().lower()} »."
        )
    parcours.statut = statut
    remplir(parcours, champs)
    _verifier_dates(parcours)
    parcours.full_clean()
    parcours.save()
    return parcours


def _verifier_dates(parcours):
    naissance = parcours.participant.date_naissance
    if parcours.date_entree and parcours.date_entree <= naissance:
        raise ValidationError("L'entrée précède la naissance.")
    if parcours.date_entree and parcours.date_entree > timezone.localdate() + timedelta(days=366):
        raise ValidationError("La date d'entrée est trop lointaine.")


@transaction.atomic
def prescrire(participant, *, par, date_prescription, prescripteur=None, structure=None):
    """Open a parcours; also how a person re-enters. One open parcours at a time."""
    if date_prescription > timezone.localdate():
        raise ValidationError({"date_prescription": "La prescription est dans le futur."})
    if date_prescription <= participant.date_naissance:
        raise ValidationError({"date_prescription": "La prescription précède la naissance."})
    parcours = Parcours(
        participant=participant,
        prescripteur=prescripteur,
        structure=structure,
        date_prescription=date_prescription,
    )
    parcours.full_clean()
    parcours.save()
    rafraichir(parcours.pk)
    return parcours


@transaction.atomic
def affecter(parcours, *, par, agent, le=None):
    """Give the parcours to `agent` from the day `le` (today by default); history is kept, and the
    former référent's appointments to come with the person go with it."""
    le = le or timezone.localdate()
    if le > timezone.localdate():
        raise ValidationError({"le": "Cette date est dans le futur."})
    parcours = verrouiller(parcours)
    if not parcours.est_ouvert:
        raise ValidationError("Ce parcours est clos.")
    en_cours = parcours.affectations.filter(date_fin__isnull=True).first()
    if en_cours and en_cours.agent_id == agent.pk:
        return en_cours
    if en_cours and le < en_cours.date_debut:
        raise ValidationError(
            {"le": f"Le référent actuel suit ce parcours depuis le {en_cours.date_debut:%d/%m/%Y}."}
        )
    if en_cours:
        en_cours.date_fin = le
        en_cours.save()
        a_venir = parcours.entretiens.a_venir().filter(debut__gte=timezone.now())
        a_venir.filter(agent=en_cours.agent_id).update(agent=agent, version=F("version") + 1)
    if agent.structure_id and parcours.structure_id != agent.structure_id:
        parcours.structure = agent.structure
        parcours.save()
    affectation = AffectationReferent(parcours=parcours, agent=agent, date_debut=le)
    affectation.full_clean()
    affectation.save()
    return affectation
