import pytest
from django.utils import timezone

from accompagnement.actions.regle_sortie import charger_regles
from accompagnement.enums import TypeCommission
from plie.comptes.enums import Role
from plie.referentiels.actions import charger_referentiels
from tests.usines import (
    AgentFactory,
    CommissionFactory,
    CritereFactory,
    ParcoursFactory,
    RegleSortieFactory,
)


@pytest.fixture
def coordination(client):
    """Somebody of the coordination, signed in."""
    agent = AgentFactory(role=Role.COORDINATION)
    client.force_login(agent)
    return agent


@pytest.fixture
def referent(client):
    """A référent, signed in."""
    agent = AgentFactory()
    client.force_login(agent)
    return agent


@pytest.fixture
def parcours(referent):
    """A parcours under way, followed by `referent`."""
    return ParcoursFactory(actif=True, structure=referent.structure, referent=referent)


@pytest.fixture
def a_prouver(settings, tmp_path, parcours):
    """Two criteria of `parcours`, one of them of health; the documents stand apart."""
    settings.MEDIA_ROOT = tmp_path
    return [CritereFactory(parcours=parcours, code=code) for code in ("rsa", "rqth")]


@pytest.fixture
def commission():
    charger_regles()
    return CommissionFactory(type=TypeCommission.INTEGRATION, date=timezone.localdate())


@pytest.fixture
def referentiels(db):
    """Trades, freins, a rule of exits: what the pages of a follow-up choose among."""
    RegleSortieFactory()
    charger_referentiels()
