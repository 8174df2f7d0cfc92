"""The official months that a merge leaves as they are."""

from datetime import date

import pytest

from accompagnement.lecture.fusion import mois_arretes_de
from conventions.actions.releve import figer
from tests.usines import ParcoursFactory, ParticipantFactory

pytestmark = pytest.mark.django_db


def test_only_the_months_that_count_one_of_the_two_keep_their_figures():
    for mois in (1, 2, 3, 4):
        figer(date(2025, mois, 1))
    dates = {"date_entree": date(2025, 2, 20), "date_sortie": date(2025, 3, 5)}
    suivi = ParcoursFactory(sorti=True, **dates).participant
    attendus = [date(2025, 2, 1), date(2025, 3, 1)]
    assert mois_arretes_de(suivi, ParticipantFactory()) == attendus


def test_no_month_counts_somebody_who_was_never_prescribed():
    figer(date(2025, 1, 1))
    assert mois_arretes_de(ParticipantFactory(), ParcoursFactory().participant) == []
