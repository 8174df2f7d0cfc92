"""The secret address of an agent's calendar feed: made, revoked, recognised."""

import hashlib
import secrets

from django.utils import timezone

from accompagnement.models import JetonAgenda
from accompagnement.permissions import Acte
from plie.journal.acte import acte


def _empreinte(jeton):
    return hashlib.sha256(jeton.encode()).hexdigest()


@acte(Acte.TENIR_AGENDA)
def creer_adresse(*, par):
    """A new secret, shown once and kept nowhere; the former one stops working at once."""
    jeton = secrets.token_urlsafe(32)
    JetonAgenda.objects.update_or_create(
        agent=par, defaults={"empreinte": _empreinte(jeton), "cree_le": timezone.now()}
    )
    return jeton


@acte(Acte.TENIR_AGENDA)
def revoquer_adresse(*, par):
    JetonAgenda.objects.filter(agent=par).delete()


def agent_du_jeton(jeton):
    """The active agent this secret belongs to, or None."""
    trouves = JetonAgenda.objects.filter(empreinte=_empreinte(jeton), agent__is_active=True)
    trouve = trouves.select_related("agent").first()
    return trouve and trouve.agent
