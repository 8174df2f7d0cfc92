"""Mails to the person: each is sent once, by the worker, and only to who accepts them.

No row is locked while the mail server is waited for. The date of sending is written next, on the
version that was sent only: an appointment moved meanwhile is sent again.
"""

import re
from datetime import UTC, datetime, timedelta
from smtplib import SMTPRecipientsRefused

import structlog
from django.core import signing
from django.db import transaction
from django.db.models import Subquery
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.http import base36_to_int, int_to_base36

from accompagnement.documents.courriel import composer, domaine
from accompagnement.enums import STATUTS_CLOS, Presence
from accompagnement.models import Entretien, Participant
from accompagnement.models.entretien import INVITATION
from plie.journal.acte import travail
from plie.socle.avis_de_non_remise import lire_avis
from plie.taches.actions import demander
from plie.taches.insistance import insister

journal = structlog.get_logger(__name__)

ADRESSE_REFUSEE = "adresse refusée"
ADRESSE_NOTEE = "l'adresse est notée comme refusée"
DEFINITIFS = range(500, 600)
# A code of RFC 3463 in the words of a server, which has IP addresses too.
CODE = re.compile(r"(?<![\d.])5\.\d{1,3}\.\d{1,3}(?!\.?\d)")
SANS_PRECISION = "5.0.0"
# The address itself is unknown, badly written, moved or closed.
ADRESSE_MORTE = frozenset({"5.1.1", "5.1.2", "5.1.3", "5.1.6", "5.1.10", "5.2.1"})
# Its box is full; what we are, the message or the way there is at fault.
AUTRE_FAUTE = re.compile(r"5\.(?:1\.[78]|2\.[234]|[3-7]\.\d+)")
# A server gives up on a message within a week.
RETOUR_ATTENDU = timedelta(days=14)
SEL_DES_RETOURS = "accompagnement.actions.courriel.retour"
LONGUEUR_SIGNEE = 16
# Key and second in base 36, and the signature: its length bounds what a stranger has us look for.
ENVOI = re.compile(
    r"(?P<envoi>(?P<cle>[0-9a-z]{1,7})\.(?P<quand>[0-9a-z]{1,7}))\.(?P<signature>[\w-]{16})",
    re.ASCII,
)


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
            f"{jour:%d/%m/%Y}. Demandez-en une autre à la personne, ou dites dans son identité que "
            "celle-ci reçoit de nouveau."
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
        code in DEFINITIFS and not _est_d_une_autre_faute(raison.decode("latin-1"))
        for code, raison in refus.recipients.values()
    )


def _est_d_une_autre_faute(raison):
    return any(AUTRE_FAUTE.fullmatch(code) for code in CODE.findall(raison))


def _noter_le_refus(participant):
    a_noter = Participant.objects.filter(pk=participant.pk, email=participant.email)
    a_noter.filter(email_refuse_le=None).update(email_refuse_le=timezone.now())
    journal.warning("adresse refusée", participant=participant.pk)


def _signer_l_envoi(participant):
    """To whom, when and at which address a message leaves: what comes back of it is known by this.
    Short, for some relays write Message-ID anew when its header takes two lines."""
    envoi = f"{int_to_base36(participant.pk)}.{int_to_base36(int(timezone.now().timestamp()))}"
    return f"{envoi}.{_signatures(envoi, participant.email)[0]}"


def _signatures(envoi, adresse):
    """By the key in force, then by those before it."""
    signataire = signing.Signer(salt=SEL_DES_RETOURS)
    cles = (signataire.key, *signataire.fallback_keys)
    dit = f"{envoi}:{adresse.lower()}"
    return [signataire.signature(dit, cle)[:LONGUEUR_SIGNEE] for cle in cles]


@travail("retours de courriels")
def noter_un_retour(octets):
    """Note dead the address that a delivery report, a raw message, says refused for good, when the
    message that it speaks of was ours, to this address. Returns what was done, in French; anything
    else changes nothing, a forged report included."""
    avis = lire_avis(octets)
    if avis is None:
        return "ignoré : ce n'est pas un avis de non-remise"
    personnes = _destinataires(avis.message_id)
    if not personnes:
        return (
            "ignoré : il ne parle d'aucun de nos messages, ou l'adresse a changé, ou reçoit de "
            "nouveau, depuis"
        )
    if not any(_tue(echec, personnes[0].email) for echec in avis.echecs):
        return "ignoré : l'adresse n'est pas refusée définitivement"
    for participant in personnes:
        _noter_le_refus(participant)
    return ADRESSE_NOTEE


def _destinataires(message_id):
    """The dossier that this message of ours left for and those that it was merged into since, of
    them those that have the address that it left to, and that nobody said since to receive again;
    [] for any other message."""
    lu = ENVOI.fullmatch(message_id.rpartition("@")[0])
    if lu is None:
        return []
    parti_le = _parti_le(lu["quand"])
    if timezone.now() - parti_le > RETOUR_ATTENDU:
        return []
    personnes = Participant.objects.filter(pk__in=_suite_des_fusions(base36_to_int(lu["cle"])))
    return [
        personne
        for personne in personnes.order_by("pk")
        if any(
            constant_time_compare(signature, lu["signature"])
            for signature in _signatures(lu["envoi"], personne.email)
        )
        and not _recoit_depuis(personne, parti_le)
    ]


def _recoit_depuis(participant, parti_le):
    """Whether the last refusal of the address was taken back after `parti_le`: what left before
    says nothing of today. Only the history knows when."""
    passe = Participant.pgh_event_model.objects.filter(pgh_obj_id=participant.pk).order_by("pgh_id")
    refus = passe.exclude(email_refuse_le=None).reverse().values("pgh_id")[:1]
    levees = passe.filter(email_refuse_le=None, pgh_id__gt=Subquery(refus))
    levee_le = levees.values_list("pgh_created_at", flat=True).first()
    # A Message-ID says the second.
    return levee_le is not None and parti_le < levee_le.replace(microsecond=0)


def _parti_le(quand):
    return datetime.fromtimestamp(base36_to_int(quand), tz=UTC)


def _suite_des_fusions(participant_id):
    """This dossier, the one that it was merged into, and so on."""
    cles, suivante = [], participant_id
    while suivante:
        cles.append(suivante)
        dans = Participant.objects.filter(pk=suivante).values_list("fusionne_dans", flat=True)
        suivante = dans.first()
    return cles


def _tue(echec, adresse):
    """Stricter than an answer to RCPT: a report comes for many a reason, so it has to say this."""
    codes = {*CODE.findall(f"{echec.statut} {echec.diagnostic}")} - {SANS_PRECISION}
    est_morte = echec.est_definitif and codes and codes <= ADRESSE_MORTE
    return est_morte and adresse.lower() in echec.adresses


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
    insister(lambda: envoye.update(**{marque: timezone.now()}))
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
    cles = _suite_des_fusions(participant_id)
    concernes = Participant.objects.select_for_update(of=("self",)).filter(pk__in=cles)
    for participant in concernes.filter(accepte_courriels=True):
        participant.accepte_courriels = False
        participant.version += 1
        participant.save()
    return bool(concernes)
