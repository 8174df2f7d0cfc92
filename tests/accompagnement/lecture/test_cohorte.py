"""What is read of who is in a cohort, and by whom."""

from datetime import date

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


@pytest.mark.django_db
def test_the_cohorts_of_today_are_those_of_who_has_entered_and_not_left():
    agent, parcours = CoordinationFactory(), ParcoursFactory(actif=True)
    AppartenanceFactory(parcours=parcours, date_fin=date(2025, 6, 1), raison_fin="A trouvé")
    actuelle = AppartenanceFactory(parcours=parcours)
    lecture = Lecture.pour(parcours, agent)
    assert lecture.cohortes_en_cours == [actuelle] and lecture.peut_mettre_en_cohorte
    assert not Lecture.pour(ParcoursFactory(), agent).peut_mettre_en_cohorte
