"""The figures kept between two pages: whose they are, and until when."""

from datetime import date

import pytest

from conventions.indicateurs.en_cache import calculer_en_cache, version_donnees
from tests.usines import AgentFactory, ParcoursFactory

pytestmark = pytest.mark.django_db
ANNEE = date(2025, 1, 1), date(2025, 12, 31)


def _entrees(agent):
    [annee] = calculer_en_cache([ANNEE], agent=agent)
    return annee.mesures["entrees"].valeur


def test_two_referents_read_their_own_figures_of_one_period():
    occupe, libre = AgentFactory(), AgentFactory()
    ParcoursFactory(actif=True, structure=occupe.structure, referent=occupe)
    assert [_entrees(occupe), _entrees(libre), _entrees(occupe)] == [1, 0, 1]


def test_a_changed_assignment_changes_the_version():
    parcours = ParcoursFactory(actif=True, referent=AgentFactory())
    suivant, avant = AgentFactory(), version_donnees()
    parcours.affectations.update(agent=suivant)
    assert version_donnees() != avant
