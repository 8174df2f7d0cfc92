"""Mails to the person: each is sent once, by the worker, and only to who accepts them.

No row is locked while the mail server is waited for. The date of sending is written next, on the
version that was sent only: an appointment moved meanwhile is sent again.
"""

import hashlib
import re
from datetime import timedelta
from smtplib import SMTPRecipientsRefused

import structlog
from django.core import signing
from django.db import transaction
from django.utils import timezone

from accompagnement.documents.courriel import composer, domaine
from accompagnement.enums import STATUTS_CLOS, Presence
from accompagnement.models import Entretien, Participant
from accompagnement.models.entretien import INVITATION
from plie.journal.acte import travail
from plie.socle.avis_de_non_remise import lire_avis
from plie.taches.actions import demander

journal = structlog.get_logger(__name__)

ADRESSE_REFUSEE = "adresse refusée"


# Refused for what we are (relay, reputation), not for the address (RFC 3463, 3.8).
DE_NOTRE_FAIT = re.compile(r"5\.7\.\d")
DEFINITIFS = range(500, 600)
# A server gives up on a message within a week.
RETOUR_ATTENDU = timedelta(days=14)
SEL_DES_RETOURS = "accompagnement.actions.courriel.retour"


def est_joignable(participant):
    return (
        bool(participant.email)
        and participant.accepte_courriels
        and participant.email_refuse_le is None
    )


def raison_de_ne_pas_ecrire(participant):
    """Why no mail is sent to the person, for who would choose to send one."""
    if not participant.email:
        return "Cette personne n'a pas d'adresse électronique."
    if participant.email_refuse_le:
        jour = timezone.localdate(participant.email_refuse_le)
        return (
            f"L'adresse {participant.email} ne reçoit plus : un courriel y a été refusé le "
            f"{jour:%d/%m/%Y}. Demandez-en une autre à la personne."
        )
    return "" if participant.accepte_courriels else "Cette personne refuse les courriels."


def expedier(message, participant):
    """Send `message` to the person; returns whether their address took it. One that refuses for
    good is noted on the person, until it changes. Raises what may pass."""
    message.extra_headers["Message-ID"] = f"<{_signer_l_envoi(participant)}@{domaine()}>"
    try:
        message.send()
    except SMTPRecipientsRefused as refus:
        if not _est_definitif(refus):
            raise
        _noter_le_refus(participant)
        return False
    return True


def _est_definitif(refus):
    return all(
        code in DEFINITIFS and not DE_NOTRE_FAIT.search(raison.decode("latin-1"))
        for code, raison in refus.recipients.values()
    )


def _noter_le_refus(participant):
    a_noter = Participant.objects.filter(pk=participant.pk, email=participant.email)
    a_noter.filter(email_refuse_le=None).update(email_refuse_le=timezone.now())
    journal.warning("adresse refusée", participant=participant.pk)


def _signature():
    """Its separator may stand in a Message-ID."""
    return signing.TimestampSigner(sep=".", salt=SEL_DES_RETOURS)


def _signer_l_envoi(participant):
    """To whom and at which address a message leaves: what comes back of it is known by this."""
    return _signature().sign_object([participant.pk, _empreinte(participant.email)])


def _empreinte(adresse):
    return hashlib.sha256(adresse.lower().encode()).hexdigest()[:16]


@travail("retours de courriels")
def noter_un_retour(octets):
    """Note dead the address that a delivery report, a raw message, says refused for good, when the
    message that it speaks of was ours, to this address. Returns what was done, in French; anything
    else changes nothing, a forged report included."""
    avis = lire_avis(octets)
    if avis is None:
        return "ignoré : ce n'est pas un avis de non-remise"
    participant = _destinataire(avis.message_id)
    if participant is None:
        return "ignoré : il ne parle d'aucun de nos messages, ou l'adresse a changé depuis"
    if not any(_tue(echec, participant.email) for echec in avis.echecs):
        return "ignoré : l'adresse n'est pas refusée définitivement"
    _noter_le_refus(participant)
    return "l'adresse est notée comme refusée"


def _destinataire(message_id):
    """The person to whom we sent this message, at the address that they still have; else None."""
    try:
        pk, empreinte = _signature().unsign_object(
            message_id.rpartition("@")[0], max_age=RETOUR_ATTENDU
        )
    except (signing.BadSignature, ValueError):
        return None
    participant = Participant.objects.filter(pk=pk).first()
    if participant is None or _empreinte(participant.email) != empreinte:
        return None
    return participant


def _tue(echec, adresse):
    """As an answer to RCPT would."""
    accuse = DE_NOTRE_FAIT.search(f"{echec.statut} {echec.diagnostic}")
    return echec.est_definitif and not accuse and adresse.lower() in echec.adresses


def prevenir(entretien):
    """Once the transaction is over, tell the person what their appointment has become."""
    nature = "annulation" if entretien.presence == Presence.ANNULE else "invitation"
    if nature == "invitation" and entretien.version > 1:
        nature = "deplacement"
    demander(INVITATION, entretien.pk, nature)


@travail("envoi des courriels")
def envoyer_invitation(pk, nature):
    """Send what `prevenir` asked for; returns what was done, in French."""
    return _envoyer(pk, nature, "invitation_envoyee_le")


@travail("envoi des courriels")
def envoyer_rappel(pk):
    """Send the reminder of one appointment still to come, once."""
    return _envoyer(pk, "rappel", "rappel_envoye_le")


def _envoyer(pk, nature, marque):
    entretiens = Entretien.objects.select_related("parcours__participant", "agent__structure")
    entretien = entretiens.filter(pk=pk).first()
    if entretien is None or getattr(entretien, marque) or not _est_utile(entretien, nature):
        return "rien à envoyer"
    if not expedier(composer(entretien, nature), entretien.parcours.participant):
        return ADRESSE_REFUSEE
    envoye = Entretien.objects.filter(pk=pk, version=entretien.version)
    envoye.update(**{marque: timezone.now()})
    journal.info("courriel envoyé", nature=nature, entretien=pk)
    return "envoyé"


def _est_utile(entretien, nature):
    """A mail asked for may have lost its reason while it waited."""
    parcours = entretien.parcours
    est_annulation = nature == "annulation"
    return (
        entretien.presence == (Presence.ANNULE if est_annulation else Presence.PREVU)
        # The end of the parcours may be what cancels it.
        and (est_annulation or parcours.est_ouvert)
        and est_joignable(parcours.participant)
        and entretien.debut > timezone.now()
    )


def rappels_a_envoyer(jour):
    """The appointments of the day after `jour` that are still to be reminded."""
    return (
        Entretien.objects.filter(
            presence=Presence.PREVU,
            debut__date=jour + timedelta(days=1),
            rappel_envoye_le__isnull=True,
            parcours__participant__accepte_courriels=True,
            parcours__participant__email_refuse_le__isnull=True,
        )
        .exclude(parcours__participant__email="")
        .exclude(parcours__statut__in=STATUTS_CLOS)
        .order_by("pk")
    )


@travail("la personne, par le lien de ses courriels")
@transaction.atomic
def refuser_courriels(participant_id):
    """Record that the person refuses mails, in their dossier and in the one that it was merged
    into, and so on."""
    cles, suivante = [], participant_id
    while suivante:
        cles.append(suivante)
        dans = Participant.objects.filter(pk=suivante).values_list("fusionne_dans", flat=True)
        suivante = dans.first()
    concernes = Participant.objects.select_for_update(of=("self",)).filter(pk__in=cles)
    for participant in concernes.filter(accepte_courriels=True):
        participant.accepte_courriels = False
        participant.version += 1
        participant.save()
    return bool(concernes)
