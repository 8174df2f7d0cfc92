"""Appointments: made, moved, cancelled; a moved or cancelled one is never a new row."""

from django.core.exceptions import ValidationError
from django.utils import timezone

from accompagnement.actions.acte import acte
from accompagnement.actions.courriel import (
    est_joignable,
    prevenir,
    raison_de_ne_pas_ecrire,
)
from accompagnement.actions.parcours import verrouiller
from accompagnement.enums import Mode, Presence
from accompagnement.models import Entretien
from accompagnement.permissions import Acte
from plie.socle.ecriture import exiger_version


def exiger_ouvert(parcours):
    if not parcours.est_ouvert:
        raise ValidationError("Ce parcours est clos : il n'est plus modifiable.")


@acte(Acte.ECRIRE_DOSSIER)
def planifier(
    parcours,
    *,
    par,
    debut,
    agent=None,
    mode=Mode.PRESENCE,
    lieu="",
    duree_minutes=60,
    inviter=False,
):
    """Make an appointment with `agent` (by default who plans it), by mail too if `inviter`."""
    parcours = verrouiller(parcours)
    exiger_ouvert(parcours)
    entretien = Entretien(
        parcours=parcours,
        agent=agent or par,
        debut=debut,
        mode=mode,
        lieu=lieu,
        duree_minutes=duree_minutes,
        presence=Presence.PREVU,
    )
    return _enregistrer(entretien, inviter)


@acte(Acte.ECRIRE_DOSSIER)
def deplacer(entretien, *, par, version, debut, mode, lieu, inviter=False):
    """Give an appointment another time; it will be reminded anew."""
    actuel = _prevu(entretien, version)
    actuel.debut, actuel.mode, actuel.lieu = debut, mode, lieu
    actuel.rappeler_a_nouveau()
    return _enregistrer(actuel, inviter)


@acte(Acte.ECRIRE_DOSSIER)
def annuler(entretien, *, par, version, inviter=False):
    """Cancel an appointment on our side; `inviter` tells the person by mail."""
    actuel = _prevu(entretien, version)
    actuel.presence = Presence.ANNULE
    return _ecrire(actuel, inviter)


def _prevu(entretien, version):
    """The row as it is now, locked, still to come."""
    exiger_ouvert(verrouiller(entretien.parcours))
    actuel = Entretien.objects.select_for_update().get(pk=entretien.pk)
    exiger_version(actuel, version)
    if actuel.presence != Presence.PREVU:
        raise ValidationError(
            f"Ce rendez-vous est déjà « {actuel.get_presence_display().lower()} »."
        )
    actuel.version += 1
    return actuel


def _enregistrer(entretien, inviter):
    if entretien.debut <= timezone.now():
        raise ValidationError({"debut": "Ce rendez-vous serait dans le passé."})
    return _ecrire(entretien, inviter)


def _ecrire(entretien, inviter):
    participant = entretien.parcours.participant
    if inviter and not est_joignable(participant):
        raise ValidationError({"inviter": raison_de_ne_pas_ecrire(participant)})
    if inviter:
        entretien.invitation_envoyee_le = None
    entretien.full_clean()
    entretien.save()
    if inviter:
        prevenir(entretien)
    return entretien
