import pytest

from tests.usines import AgentFactory


@pytest.fixture
def referent(client):
    """A référent, signed in."""
    agent = AgentFactory()
    client.force_login(agent)
    return agent
