"""What is read of who is in a cohort, and by whom."""

import pytest

from accompagnement.lecture.parcours import Lecture
from tests.usines import AppartenanceFactory, CoordinationFactory, ParcoursFactory


@pytest.mark.django_db
def test_what_tells_health_leaves_neither_words_nor_codes_to_everybody():
    parcours = ParcoursFactory(actif=True)
    AppartenanceFactory(parcours=parcours, criteres=["rqth", "rsa"])
    (lue,) = Lecture.publique(parcours).appartenances
    assert (lue.criteres, len(lue.criteres_dits)) == (["rsa"], 1)
    (lue,) = Lecture.pour(parcours, CoordinationFactory()).appartenances
    assert (lue.criteres, len(lue.criteres_dits)) == (["rqth", "rsa"], 2)
