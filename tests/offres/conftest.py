import pytest

from plie.demonstration.france_travail.generation import lire
from plie.demonstration.france_travail.serveur import Simulateur
from plie.referentiels.models import Commune


@pytest.fixture
def simulateur(settings):
    """The stand-in, empty, as the service the platform calls; fast, and not patient."""
    serveur = Simulateur(offres=[]).demarrer()
    for nom, valeur in serveur.reglages().items():
        setattr(settings, nom, valeur)
    settings.FRANCE_TRAVAIL_APPELS_PAR_SECONDE = 1000
    settings.FRANCE_TRAVAIL_ATTENTE_MAX = 0.02
    settings.FRANCE_TRAVAIL_ESSAIS = 3
    yield serveur
    serveur.arreter()


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
