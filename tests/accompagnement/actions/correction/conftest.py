import pytest

from plie.comptes.enums import Role
from tests.usines import AgentFactory


@pytest.fixture
def direction():
    return AgentFactory(role=Role.DIRECTION)


@pytest.fixture
def mois_arrete(monkeypatch):
    """Whatever the days."""
    monkeypatch.setattr("accompagnement.mois_arretes.est_arrete", lambda du, au: True)
