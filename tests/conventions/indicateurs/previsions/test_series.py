from datetime import date

import pytest

from conventions.indicateurs.previsions.lois import AVenir
from conventions.indicateurs.previsions.series import (
    MOIS_LUS,
    Retards,
    a_venir,
    en_mois,
    periodes_lues,
)

ANNEE = date(2025, 1, 1), date(2025, 12, 31)


def test_three_years_are_read_and_the_month_under_way_until_the_day():
    lues = periodes_lues(date(2025, 7, 10))
    assert len(lues) == MOIS_LUS
    assert lues[0] == (date(2022, 8, 1), date(2022, 8, 31))
    assert lues[-1] == (date(2025, 7, 1), date(2025, 7, 10))


def test_months_before_the_first_case_are_no_months_without_case():
    comptes = [0] * (MOIS_LUS - 3) + [4, 0, 6]
    lus = en_mois(comptes, date(2025, 7, 31))
    assert [(mois.numero, mois.nombre, mois.part) for mois in lus] == [
        (5, 4, 1),
        (6, 0, 1),
        (7, 6, 1),
    ]


def test_the_rest_of_the_month_and_the_months_after_are_to_come():
    reste = a_venir(*ANNEE, date(2025, 11, 10))
    assert [(mois.numero, mois.dans) for mois in reste] == [(11, 0), (12, 1)]
    assert reste[0].part == pytest.approx(20 / 30)
    assert reste[1] == AVenir(12, 1, 1)


def test_a_period_that_ends_within_a_month_has_its_days_only():
    (mois,) = a_venir(date(2025, 3, 1), date(2025, 4, 15), date(2025, 3, 31))
    assert (mois.numero, mois.part) == (4, 0.5)


def test_what_is_written_late_is_still_to_come():
    """Half are known at once, half a month later."""
    retards = Retards((0, 30))
    assert retards.part_connue(date(2025, 6, 1), date(2025, 6, 30), date(2025, 6, 30)) == 0.5
    assert retards.part_connue(date(2025, 5, 1), date(2025, 5, 31), date(2025, 6, 30)) == 1
    reste = a_venir(date(2025, 6, 1), date(2025, 6, 30), date(2025, 6, 30), retards)
    assert [(mois.numero, mois.dans, mois.part) for mois in reste] == [(6, 0, 0.5)]
    (mois,) = en_mois([0] * (MOIS_LUS - 1) + [7], date(2025, 6, 30), retards)
    assert mois.part == 0.5


def test_a_month_of_which_nothing_can_be_known_is_not_read():
    """Each is known ten days later at least: on the 5th, nothing is of the month."""
    comptes, retards = [8] * (MOIS_LUS - 1) + [0], Retards((10, 20))
    lus = en_mois(comptes, date(2025, 7, 5), retards)
    assert (len(lus), lus[-1].numero) == (MOIS_LUS - 1, 6)
    assert 0 < lus[-1].part < 1
    assert len(en_mois(comptes, date(2025, 7, 11), retards)) == MOIS_LUS


def test_nothing_is_to_come_of_a_period_that_is_over_and_known():
    assert a_venir(*ANNEE, date(2026, 3, 1)) == []
