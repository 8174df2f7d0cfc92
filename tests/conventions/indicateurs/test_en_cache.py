"""The figures kept between two pages: whose they are, and until when."""

from datetime import date

import pytest

from accompagnement.models import Parcours
from conventions.indicateurs.en_cache import calculer_en_cache, version_donnees
from tests.concurrence import ecrire_pendant
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


@pytest.mark.django_db(transaction=True)
def test_a_write_that_ends_after_a_later_one_is_counted_at_once():
    """Its event is older than the last one that the first reading knows of."""
    premier, second = (ParcoursFactory(actif=True, date_entree=date(2024, 3, 1)) for _ in range(2))

    def entrer(parcours):
        Parcours.objects.filter(pk=parcours.pk).update(date_entree=date(2025, 3, 1))

    def entrer_et_lire():
        entrer(second)
        return _entrees(None)

    assert ecrire_pendant(lambda: entrer(premier), entrer_et_lire) == 1
    assert _entrees(None) == 2
