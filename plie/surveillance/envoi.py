"""Each warning is mailed once, when it appears; gone and come back, it is mailed again."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import connection, transaction
from django.utils import timezone

from plie.comptes.enums import Role
from plie.comptes.models import Agent
from plie.surveillance.avertissements import avertissements
from plie.taches.models import Avertissement

VERROU = 0x41564552
CORPS = """Bonjour,

{phrases}

Ces avertissements sont aussi sur l'accueil de l'administration : {adresse}/
"""


@transaction.atomic
def prevenir() -> list[str]:
    """Mail what is new; returns the sentences of all that is wrong now."""
    with connection.cursor() as curseur:
        curseur.execute("SELECT pg_advisory_xact_lock(%s)", [VERROU])
    phrases = dict(avertissements())
    Avertissement.objects.exclude(code__in=phrases).delete()
    Avertissement.objects.bulk_create(
        [Avertissement(code=code) for code in phrases], ignore_conflicts=True
    )
    _envoyer(Avertissement.objects.filter(dit_le=None), phrases)
    return list(phrases.values())


def _envoyer(nouveaux, phrases):
    dits = [phrases[code] for code in nouveaux.values_list("code", flat=True)]
    destinataires = settings.ALERTES_COURRIEL or _administration()
    if not dits or not destinataires:
        return
    EmailMessage(
        subject=f"{settings.PLIE_NOM} : {len(dits)} avertissements de la plateforme",
        body=CORPS.format(phrases="\n".join(f"- {p}" for p in dits), adresse=settings.ADRESSE),
        to=destinataires,
    ).send()
    # Written once the mail has left: one that fails is tried again by the next pass.
    nouveaux.update(dit_le=timezone.now())


def _administration():
    agents = Agent.objects.filter(role=Role.ADMINISTRATION, is_active=True)
    return list(agents.values_list("email", flat=True))
