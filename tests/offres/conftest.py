import pytest

from plie.demonstration.france_travail.generation import lire
from plie.referentiels.models import Commune
from tests.offres.flux import soixante


@pytest.fixture
def offres(simulateur):
    """What the stand-in publishes, for the test to change."""
    simulateur.offres = soixante()
    return simulateur.offres


@pytest.fixture
def territoire(db):
    """The 47 communes."""
    Commune.objects.bulk_create(
        (
            Commune(
                code_insee=un["code_insee"],
                nom=un["nom"],
                latitude=un["latitude"],
                longitude=un["longitude"],
            )
            for un in lire("communes.csv")
        ),
        ignore_conflicts=True,
    )
