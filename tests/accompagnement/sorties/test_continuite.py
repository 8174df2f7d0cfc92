"""Runs of work, on random contracts: days counted once, bounds to the day."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given
from hypothesis import strategies as st

from accompagnement.sorties.continuite import (
    atteint,
    duree,
    enchainer,
    periodes,
    tenir_les_missions,
)
from plie.socle.jours_ouvres import est_ouvre, feries, prochain_ouvre

JOURS = st.dates(date(2023, 1, 1), date(2029, 12, 31))
CONTRATS = st.lists(
    st.tuples(JOURS, st.integers(0, 400), st.sampled_from([None, 10, 17, 35])).map(
        lambda tire: (tire[0], tire[0] + timedelta(days=tire[1]), tire[2])
    ),
    min_size=1,
    max_size=6,
)


def jours(debut, fin):
    return {debut + timedelta(days=rang) for rang in range((fin - debut).days + 1)}


@given(CONTRATS)
def test_each_day_worked_is_counted_once_and_no_other(contrats):
    parts = list(periodes(contrats))
    comptes = [jour for part in parts for jour in jours(part.debut, part.fin)]
    attendus = set().union(*(jours(debut, fin) for debut, fin, _ in contrats))
    assert len(comptes) == len(set(comptes))
    assert set(comptes) == attendus


@given(CONTRATS)
def test_the_hours_of_a_day_are_those_of_the_contracts_that_run(contrats):
    for part in periodes(contrats):
        courants = [h for debut, fin, h in contrats if debut <= part.debut <= fin]
        connues = [heures for heures in courants if heures is not None]
        assert part.heures == (sum(connues) if connues else None)
        assert part.en_manque == (None in courants)


@given(CONTRATS, st.integers(0, 60))
def test_an_interruption_longer_than_tolerated_breaks_a_run_and_no_other_does(contrats, tolerance):
    series = enchainer(periodes(contrats), tolerance)
    assert all(serie.plus_longue_interruption <= tolerance for serie in series)
    for avant, apres in zip(series, series[1:], strict=False):
        assert (apres.debut - avant.fin).days - 1 > tolerance


@given(JOURS, st.integers(1, 24))
def test_months_are_reached_on_their_last_day_and_not_before(debut, mois):
    dernier = debut + relativedelta(months=mois) - timedelta(days=1)
    assert atteint(debut, dernier, mois)
    assert not atteint(debut, dernier - timedelta(days=1), mois)
    assert not atteint(debut, dernier, mois, strictement=True)
    assert atteint(debut, dernier + timedelta(days=1), mois, strictement=True)


@pytest.mark.parametrize(
    ("debut", "dernier"),
    [
        (date(2026, 8, 31), date(2027, 2, 27)),
        (date(2027, 8, 31), date(2028, 2, 28)),
        (date(2026, 1, 1), date(2026, 6, 30)),
        (date(2027, 8, 29), date(2028, 2, 28)),
    ],
)
def test_six_months_end_where_the_calendar_ends_them(debut, dernier):
    assert atteint(debut, dernier, 6)
    assert not atteint(debut, dernier - timedelta(days=1), 6)


def test_a_length_is_said_in_months_and_days():
    assert duree(date(2026, 1, 1), date(2026, 6, 30)) == "6 mois"
    assert duree(date(2026, 1, 1), date(2026, 7, 1)) == "6 mois et 1 jour"
    assert duree(date(2026, 1, 1), date(2026, 1, 3)) == "3 jours"


def test_a_week_end_or_a_holiday_is_no_interruption_between_missions_only():
    def interruption(type_, *jours):
        contrats = [(type_, debut, fin, 35) for debut, fin in jours]
        return max(
            (apres.debut - avant.fin).days - 1
            for avant, apres in pairwise(periodes(tenir_les_missions(contrats)))
        )

    vendredi, lundi, mardi = date(2026, 5, 22), date(2026, 5, 25), date(2026, 5, 26)
    assert not est_ouvre(lundi)
    autour = (date(2026, 5, 18), vendredi), (mardi, date(2026, 5, 29))
    assert (interruption("interim", *autour), interruption("cdd", *autour)) == (0, 3)
    plus_tard = (autour[0], (date(2026, 5, 27), date(2026, 5, 29)))
    assert interruption("interim", *plus_tard) == 4


def test_the_holidays_are_those_of_the_calendar():
    assert sorted(feries(2026)) == [
        date(2026, *jour)
        for jour in (
            (1, 1),
            (4, 6),
            (5, 1),
            (5, 8),
            (5, 14),
            (5, 25),
            (7, 14),
            (8, 15),
            (11, 1),
            (11, 11),
            (12, 25),
        )
    ]
    assert prochain_ouvre(date(2026, 12, 31)) == date(2027, 1, 4)
