import pytest

from plie.comptes.enums import Role
from tests.usines import AgentFactory


@pytest.fixture
def coordination(client):
    """Somebody of the coordination, signed in."""
    agent = AgentFactory(role=Role.COORDINATION)
    client.force_login(agent)
    return agent
