"""Appointments: made, moved, cancelled; a moved or cancelled one is never a new row."""

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import timezone

from accompagnement.actions.acte import acte
from accompagnement.actions.courriel import (
    est_joignable,
    prevenir,
    raison_de_ne_pas_ecrire,
)
from accompagnement.actions.parcours import verrouiller
from accompagnement.actions.sms import NON_PARTIS
from accompagnement.enums import Mode, Presence
from accompagnement.models import Entretien, Sms
from accompagnement.permissions import Acte
from plie.socle.ecriture import exiger_version, relire


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


def annuler_a_venir(parcours_ids, *, dire=True):
    """Cancel the appointments to come of these parcours, which close, in as many statements for
    all. Whoever was told of one is told that too, if they can be written to, unless not `dire`."""
    a_venir = Entretien.objects.a_venir().filter(
        parcours__in=parcours_ids, debut__gt=timezone.now()
    )
    verrouilles = a_venir.select_related("parcours__participant").select_for_update(of=("self",))
    entretiens = list(verrouilles.order_by("pk"))
    annonces = annonces_parmi(entretiens) if dire else ()
    a_dire = [
        entretien
        for entretien in entretiens
        if entretien.pk in annonces and est_joignable(entretien.parcours.participant)
    ]
    for entretien in entretiens:
        entretien.presence = Presence.ANNULE
        entretien.version += 1
    for entretien in a_dire:
        entretien.invitation_envoyee_le = None
    champs = ("presence", "version", "invitation_envoyee_le")
    Entretien.objects.bulk_update(entretiens, champs)
    for entretien in a_dire:
        prevenir(entretien)


def annonces_parmi(entretiens):
    """The keys of those that the person was told of, were it of an hour that they no longer have:
    a move forgets what was sent, the history does not."""
    ecrits = Q(events__invitation_envoyee_le__isnull=False)
    ecrits |= Q(events__rappel_envoye_le__isnull=False)
    partis = Q(sms__in=Sms.objects.exclude(statut__in=NON_PARTIS))
    dits = Entretien.objects.filter(ecrits | partis, pk__in=[e.pk for e in entretiens])
    return frozenset(dits.order_by().values_list("pk", flat=True))


def _prevu(entretien, version):
    """The row as it is now, locked, still to come."""
    exiger_ouvert(verrouiller(entretien.parcours))
    actuel = relire(entretien)
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
