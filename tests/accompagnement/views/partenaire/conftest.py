import pytest

from plie.comptes.enums import Role
from tests.usines import AgentFactory


@pytest.fixture(autouse=True)
def fichiers(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def conseiller(client):
    """Somebody of a partner, signed in."""
    agent = AgentFactory(role=Role.CONSEILLER, nom="Mercier", prenom="Aline")
    client.force_login(agent)
    return agent
