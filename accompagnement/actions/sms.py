"""Reminders by SMS: at most one for an appointment, for who accepts them.

The row is written, and its transaction over, before the provider is called: a worker that dies in
between has perhaps sent it, so nobody sends it again. Only an answer by which the provider says
that it took nothing lets the same message be tried again, under the same key.
"""

from datetime import timedelta

import structlog
from django.conf import settings
from django.db.models import Exists, OuterRef
from django.utils import timezone

from accompagnement.documents.sms import rappel
from accompagnement.enums import STATUTS_CLOS, Presence, StatutSms
from accompagnement.models import Entretien, Participant, Sms
from plie.journal.acte import travail
from plie.socle import sms

# By the provider's own answer.
NON_PARTIS = (StatutSms.A_REPRENDRE, StatutSms.REFUSE)
journal = structlog.get_logger(__name__)


def recoit_les_sms(participant):
    return (
        sms.est_configure()
        and participant.accepte_sms
        and participant.telephone_refuse_le is None
        and sms.lire_mobile(participant.telephone) is not None
    )


def sms_a_envoyer(jour):
    """The appointments of the day after `jour` that no SMS has perhaps left for."""
    if not sms.est_configure():
        return Entretien.objects.none()
    partis = Sms.objects.filter(entretien=OuterRef("pk"), rang=OuterRef("rang_rappel"))
    return (
        Entretien.objects.filter(
            presence=Presence.PREVU,
            debut__date=jour + timedelta(days=1),
            parcours__participant__accepte_sms=True,
            parcours__participant__telephone_refuse_le__isnull=True,
        )
        .exclude(parcours__participant__telephone="")
        .exclude(parcours__statut__in=STATUTS_CLOS)
        .exclude(Exists(partis.exclude(statut__in=NON_PARTIS)))
        .order_by("pk")
    )


@travail("envoi des SMS")
def envoyer_sms(pk):
    """Send the reminder of one appointment still to come, once; returns what was done, in French.

    Raises `sms.SmsErreur` when the provider took nothing: the task tries again.
    """
    entretiens = Entretien.objects.select_related("parcours__participant", "agent__structure")
    entretien = entretiens.filter(pk=pk).first()
    if entretien is None or not _est_utile(entretien):
        return "rien à envoyer"
    texte = rappel(entretien)
    message = _prendre(entretien, sms.compter_segments(texte))
    return _envoyer(message, entretien.parcours.participant, texte) if message else "déjà parti"


def _est_utile(entretien):
    parcours = entretien.parcours
    return (
        entretien.presence == Presence.PREVU
        and parcours.est_ouvert
        and recoit_les_sms(parcours.participant)
        # It says "demain".
        and timezone.localdate(entretien.debut) == timezone.localdate() + timedelta(days=1)
    )


def _prendre(entretien, segments):
    """The message, which nobody else sends from now on; None when somebody has begun to."""
    compte = {"segments": segments, "prix": segments * settings.SMS_PRIX_SEGMENT}
    # A refused one stays, for the count, beside the next one, which has its own key.
    message, est_nouveau = Sms.objects.exclude(statut=StatutSms.REFUSE).get_or_create(
        entretien=entretien,
        rang=entretien.rang_rappel,
        defaults={"debut": entretien.debut, **compte},
    )
    repris = Sms.objects.filter(pk=message.pk, statut=StatutSms.A_REPRENDRE)
    a_nous = est_nouveau or repris.update(statut=StatutSms.SANS_REPONSE, **compte)
    return message if a_nous else None


def _envoyer(message, participant, texte):
    numero = sms.lire_mobile(participant.telephone)
    try:
        sms.envoyer(numero, texte, cle=f"rappel-{message.pk}")
    except sms.NumeroRefuse:
        _noter(message, StatutSms.REFUSE)
        a_noter = Participant.objects.filter(pk=participant.pk, telephone=participant.telephone)
        a_noter.update(telephone_refuse_le=timezone.now())
        return "numéro refusé"
    except sms.SansReponse:
        return "sans réponse"
    except sms.SmsErreur:
        _noter(message, StatutSms.A_REPRENDRE)
        raise
    _noter(message, StatutSms.ENVOYE)
    journal.info("SMS envoyé", sms=message.pk, segments=message.segments)
    return "envoyé"


def _noter(message, statut):
    Sms.objects.filter(pk=message.pk).update(statut=statut)
