import pytest

from tests.usines import AgentFactory


@pytest.fixture
def connecter(client):
    def en_tant_que(role, **champs):
        agent = AgentFactory(role=role, **champs)
        client.force_login(agent)
        return agent

    return en_tant_que
