import pytest

from tests.accompagnement.api.envois import PORTEES
from tests.partenaire import Partenaire
from tests.usines import CommuneFactory


@pytest.fixture
def partenaire(db, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    CommuneFactory()
    return Partenaire(PORTEES, appels_par_minute=100_000)
