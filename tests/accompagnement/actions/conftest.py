from datetime import timedelta

import pytest
from django.utils import timezone

from accompagnement.actions.commission import inscrire
from accompagnement.actions.regle_sortie import charger_regles
from accompagnement.actions.sortie import proposer_sortie
from accompagnement.enums import TypeCommission
from accompagnement.models import MotifSortie
from plie.comptes.enums import Role
from tests.smtp import ServeurSMTP
from tests.usines import AgentFactory, CommissionFactory, ParcoursFactory


@pytest.fixture
def coordination():
    return AgentFactory(role=Role.COORDINATION)


@pytest.fixture
def passage_a_venir(coordination):
    charger_regles()
    demain = timezone.localdate() + timedelta(days=1)
    sortie = proposer_sortie(
        ParcoursFactory(actif=True),
        par=coordination,
        motif=MotifSortie.objects.get(code="cdi"),
        date_effet=timezone.localdate(),
        commission=CommissionFactory(type=TypeCommission.SORTIE, date=demain),
    )
    return sortie.parcours.passages.get()


@pytest.fixture
def suivi(coordination):
    """(a commission of follow-up that sits today, a parcours before it)."""
    commission = CommissionFactory(type=TypeCommission.SUIVI, date=timezone.localdate())
    parcours = ParcoursFactory(actif=True)
    return inscrire(parcours, par=coordination, commission=commission)


@pytest.fixture
def smtp(settings):
    """A server that refuses whoever the mails are for."""
    serveur = ServeurSMTP()
    serveur.refus = "550 5.1.1 No such user"
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = serveur.server_address
    yield serveur
    serveur.jeter()
