"""Eight times in ten, what comes lies in the interval; drawn from laws that are known."""

from itertools import pairwise
from math import sin, tau

import numpy as np
import pytest

from conventions.indicateurs.previsions.lois import (
    CAS_MAX,
    GRAINE,
    NIVEAU,
    AVenir,
    Mois,
    bornes,
    tirer_des_succes,
    tirer_un_nombre,
)

ANS, VIES = 4, 60
FINS = (2, 5, 8, 10)
# Of 240 intervals, not all independent.
TOLEREE = 10


def constante(mois):
    return 17


def saisonniere(mois):
    return 17 + 5 * sin(tau * mois / 12)


def decroissante(mois):
    return 30 * 0.975**mois


def rare(mois):
    return 3


def _passes(comptes, dernier):
    return [
        Mois(rang % 12 + 1, int(comptes[rang])) for rang in range(dernier + 1 - 36, dernier + 1)
    ]


def _eprouver(monde, hasard):
    """(whether it came within, width) at several months of the last of some years."""
    for _ in range(VIES):
        comptes = hasard.poisson([monde(rang) for rang in range(12 * ANS)])
        for fin in FINS:
            dernier = 12 * (ANS - 1) + fin
            reste = range(dernier + 1, 12 * ANS)
            a_venir = [AVenir(rang % 12 + 1, rang - dernier) for rang in reste]
            tirages = tirer_un_nombre(
                _passes(comptes, dernier), a_venir, np.random.default_rng(GRAINE)
            )
            _, bas, haut = bornes(tirages)
            yield bas <= comptes[dernier + 1 :].sum() <= haut, haut - bas


@pytest.mark.parametrize("monde", [constante, saisonniere, decroissante, rare])
def test_what_comes_lies_in_the_interval_as_often_as_said(monde):
    vus = list(_eprouver(monde, np.random.default_rng(7)))
    couverture = 100 * np.mean([couvre for couvre, _ in vus])
    assert NIVEAU - TOLEREE <= couverture <= NIVEAU + TOLEREE


def test_a_year_is_forecast_closer_than_by_the_last_one():
    """Whose width is what years of the same world differ by."""
    hasard = np.random.default_rng(7)
    largeurs = [largeur for _, largeur in _eprouver(constante, hasard)]
    annees = hasard.poisson(12 * 17, 200)
    ecarts = [apres - avant for avant, apres in pairwise(annees)]
    bas, haut = np.quantile(ecarts, [0.1, 0.9])
    assert np.mean(largeurs) < haut - bas


def test_what_spreads_more_is_forecast_less_closely():
    calmes = [Mois(rang % 12 + 1, 20) for rang in range(36)]
    agites = [Mois(rang % 12 + 1, 5 if rang % 5 < 2 else 30) for rang in range(36)]
    largeurs = []
    for passes in (calmes, agites):
        tirages = tirer_un_nombre(passes, [AVenir(1, 1)], np.random.default_rng(GRAINE))
        _, bas, haut = bornes(tirages)
        largeurs.append(haut - bas)
    assert largeurs[1] > 1.5 * largeurs[0]


def test_a_season_is_expected_again_and_chance_is_no_season():
    d_ete = [Mois(rang % 12 + 1, 4 if rang % 12 == 7 else 20) for rang in range(36)]
    aout, _, _ = bornes(tirer_un_nombre(d_ete, [AVenir(8, 8)], np.random.default_rng(GRAINE)))
    mai, _, _ = bornes(tirer_un_nombre(d_ete, [AVenir(5, 5)], np.random.default_rng(GRAINE)))
    assert aout < 10 < 15 < mai


def test_a_month_known_in_part_is_no_fall():
    pleins = [Mois(rang % 12 + 1, 20) for rang in range(35)]
    entame, a_venir = [Mois(12, 5, 0.25)], [AVenir(12, 0, 0.75)]
    hasard = np.random.default_rng(GRAINE)
    milieu, _, _ = bornes(tirer_un_nombre(pleins + entame, a_venir, hasard))
    assert 13 <= milieu <= 17


def test_nothing_to_come_adds_nothing():
    passes = [Mois(rang % 12 + 1, 20) for rang in range(36)]
    assert not tirer_un_nombre(passes, [], np.random.default_rng(GRAINE)).any()


def test_two_years_without_anybody_have_no_season():
    """The month before them is in no whole year."""
    passes = [Mois(12, 5), *(Mois(rang % 12 + 1, 0) for rang in range(24))]
    tirages = tirer_un_nombre(passes, [AVenir(1, 1)], np.random.default_rng(GRAINE))
    _, bas, haut = bornes(tirages)
    assert bas == 0 and haut <= 1


@pytest.mark.parametrize(("combien", "milieu"), [(0, 0), (10, 60)])
def test_a_rate_that_was_always_whole_or_none_is_expected_to_stay_so(combien, milieu):
    hasard = np.random.default_rng(GRAINE)
    tirages = tirer_des_succes([(combien, 10)] * 36, np.full(10_000, 60), hasard)
    assert bornes(tirages)[0] == milieu


@pytest.mark.parametrize("taux", [0.05, 0.56, 0.97])
def test_a_rate_to_come_lies_in_the_interval_as_often_as_said(taux):
    hasard, vus = np.random.default_rng(11), []
    for _ in range(240):
        passes = [(int(hasard.binomial(10, taux)), 10) for _ in range(36)]
        tirages = tirer_des_succes(passes, np.full(10_000, 60), np.random.default_rng(GRAINE))
        _, bas, haut = bornes(tirages)
        vus.append(bas <= hasard.binomial(60, taux) <= haut)
    # Whole numbers: an interval of few cases holds more than asked.
    assert NIVEAU - TOLEREE <= 100 * np.mean(vus) <= NIVEAU + 2 * TOLEREE


def test_a_rate_is_never_surer_than_so_many_cases_make_it():
    hasard = np.random.default_rng(GRAINE)
    beaucoup = tirer_des_succes([(50_000, 100_000)], np.full(10_000, 10_000), hasard)
    assert beaucoup.std() / 10_000 > 0.8 * (0.25 / CAS_MAX) ** 0.5


def test_an_interval_leaves_one_draw_in_ten_on_each_side():
    assert NIVEAU == 80
    assert bornes(np.arange(1, 1001)) == (500, 100, 900)
