from datetime import date

import pytest

from conventions.indicateurs.periodes import libelle, mois_entre, un_an_avant


@pytest.mark.parametrize(
    ("debut", "fin", "attendu"),
    [
        # A leap year against an ordinary one, both ways.
        (date(2025, 2, 1), date(2025, 2, 28), (date(2024, 2, 1), date(2024, 2, 29))),
        (date(2024, 2, 1), date(2024, 2, 29), (date(2023, 2, 1), date(2023, 2, 28))),
        # The 28th of a leap February is no last day.
        (date(2024, 2, 1), date(2024, 2, 28), (date(2023, 2, 1), date(2023, 2, 28))),
        (date(2026, 3, 10), date(2026, 4, 15), (date(2025, 3, 10), date(2025, 4, 15))),
    ],
)
def test_a_year_before_a_last_day_stays_a_last_day(debut, fin, attendu):
    assert un_an_avant(debut, fin) == attendu


def test_one_day_is_not_a_period_of_two():
    assert libelle(date(1990, 1, 1), date(1990, 1, 1)) == "le 1er janvier 1990"


@pytest.mark.parametrize(
    ("debut", "fin", "attendus"),
    [
        (date(2025, 3, 1), date(2025, 3, 31), [date(2025, 3, 1)]),
        (
            date(2024, 11, 1),
            date(2025, 1, 31),
            [date(2024, 11, 1), date(2024, 12, 1), date(2025, 1, 1)],
        ),
        (
            date(2023, 12, 1),
            date(2025, 1, 31),
            [date(2023 + rang // 12, rang % 12 + 1, 1) for rang in range(11, 25)],
        ),
    ],
)
def test_the_months_of_a_period_cross_the_years(debut, fin, attendus):
    assert mois_entre(debut, fin) == attendus
