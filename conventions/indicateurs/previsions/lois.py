"""What is still to come, drawn many times over: a forecast is the middle of the draws, and its
interval holds NIVEAU per cent of them.

Counts follow the pace of the last twelve months, its trend and the season of each month, with the
overdispersion of the past (a negative binomial, which is a Poisson law whose mean is a gamma).
Rates are beta-binomial on the denominators to come.
"""

from dataclasses import dataclass
from math import log

import numpy as np

NIVEAU = 80
TIRAGES = 10_000
# The same data give the same forecast.
GRAINE = 20260126
AN = 12
# How far a pace changes from one year to the next, before anything is known of it: one in six
# times, by more than a fifth.
TENDANCE = 0.2
# As many months that would spread as chance alone does, before any is seen.
MOIS_ORDINAIRES = 12
# Cases from before weigh no more than so many: a rate also changes from one year to the next.
CAS_MAX = 300
UN_DEMI = 0.5


@dataclass(frozen=True)
class Mois:
    """A month of the past: what was counted in it, and which part of it is known by now, its days
    to come and what is written late left out (0 excluded, 1 included)."""

    numero: int
    nombre: int
    part: float = 1.0


@dataclass(frozen=True)
class AVenir:
    """What part of a month has still to be counted, `dans` months after the last one known."""

    numero: int
    dans: int
    part: float = 1.0


def tirer_un_nombre(passes, a_venir, hasard):
    """TIRAGES times, how many are still to be counted. `passes`: the months of the past, the oldest
    first."""
    if not a_venir:
        return np.zeros(TIRAGES, dtype=int)
    saisons = _saisons(passes)
    recents, avant = passes[-AN:], passes[-2 * AN : -AN]
    # Of what has never been counted yet, a year without any is known.
    compte, attendus = _total(recents), _attendus(recents, saisons) or AN
    dispersion = _dispersion(passes, saisons)
    # Half a case: nothing seen in a year is not nothing for ever.
    rythmes = hasard.gamma((compte + UN_DEMI) / dispersion, dispersion / attendus, TIRAGES)
    tendances = _tendances(compte, attendus, avant, saisons, dispersion, hasard)
    moyennes = sum(
        rythmes * mois.part * saisons[mois.numero] * np.exp(tendances * (mois.dans + AN / 2) / AN)
        for mois in a_venir
    )
    return _tirer_autour(moyennes, dispersion, hasard)


def tirer_des_succes(passes, essais, hasard):
    """Of `essais` cases to come (TIRAGES of them), how many count. `passes`: (those that counted,
    all) of each month."""
    succes, tous = sum(un for un, _ in passes), sum(deux for _, deux in passes)
    poids = min(1, CAS_MAX / tous) / _dispersion_d_un_taux(passes, succes, tous) if tous else 0
    parts = hasard.beta(UN_DEMI + poids * succes, UN_DEMI + poids * (tous - succes), TIRAGES)
    return hasard.binomial(essais, parts)


def bornes(tirages):
    """(middle, low, high): NIVEAU per cent of the draws lie from low to high, both included."""
    reste = (100 - NIVEAU) / 200
    return tuple(np.quantile(tirages, [UN_DEMI, reste, 1 - reste], method="inverted_cdf"))


def _total(mois):
    return sum(un.nombre for un in mois)


def _attendus(mois, saisons):
    """How many full ordinary months they are worth."""
    return sum(un.part * saisons[un.numero] for un in mois)


def _saisons(passes):
    """{month: how much more than an ordinary one it counts}; 1 for all unless they differ by more
    than chance, over two years at least."""
    plates = dict.fromkeys(range(1, AN + 1), 1.0)
    if len(passes) < 2 * AN or not _total(passes):
        return plates
    attendus, vus = dict.fromkeys(plates, 0.0), dict.fromkeys(plates, 0)
    # Each year has its own pace: a year that grows is no season.
    for rang in range(len(passes) % AN, len(passes), AN):
        annee = passes[rang : rang + AN]
        rythme = _total(annee) / _attendus(annee, plates)
        for mois in annee:
            attendus[mois.numero] += rythme * mois.part
            vus[mois.numero] += mois.nombre
    if not all(attendus.values()):
        return plates
    dispersion = _dispersion(passes, plates)
    ecarts = {numero: vus[numero] / attendus[numero] - 1 for numero in plates}
    bruits = {numero: dispersion / attendus[numero] for numero in plates}
    vraie = max(0.0, sum(e**2 for e in ecarts.values()) - sum(bruits.values())) / AN
    corriges = {n: 1 + ecarts[n] * vraie / (vraie + bruits[n]) for n in plates}
    moyenne = sum(corriges.values()) / AN
    return {numero: saison / moyenne for numero, saison in corriges.items()}


def _dispersion(passes, saisons):
    """How much more the months spread than a Poisson law: at least 1."""
    ecarts, mois = 0.0, 0
    for rang in range(len(passes) % AN, len(passes), AN):
        annee = passes[rang : rang + AN]
        rythme = _total(annee) / _attendus(annee, saisons)
        if rythme:
            attendus = [rythme * un.part * saisons[un.numero] for un in annee]
            ecarts += sum((un.nombre - a) ** 2 / a for un, a in zip(annee, attendus, strict=True))
            mois += AN - 1
    return max(1.0, (ecarts + MOIS_ORDINAIRES) / (mois + MOIS_ORDINAIRES))


def _tendances(compte, attendus, avant, saisons, dispersion, hasard):
    """By how much the logarithm of the pace grows in a year: what the two last years say, held back
    by how little they say."""
    compte_avant = _total(avant)
    moyenne, variance = 0.0, TENDANCE**2
    if len(avant) == AN and compte and compte_avant:
        vue = log(compte / attendus) - log(compte_avant / _attendus(avant, saisons))
        bruit = dispersion * (1 / compte + 1 / compte_avant)
        poids = variance / (variance + bruit)
        moyenne, variance = poids * vue, poids * bruit
    return hasard.normal(moyenne, variance**UN_DEMI, TIRAGES)


def _tirer_autour(moyennes, dispersion, hasard):
    if dispersion > 1:
        moyennes = hasard.gamma(moyennes / (dispersion - 1), dispersion - 1)
    return hasard.poisson(moyennes)


def _dispersion_d_un_taux(passes, succes, tous):
    """How much more its months spread than a binomial law: at least 1."""
    taux = succes / tous
    if taux in (0, 1):
        return 1.0
    ecarts = sum(
        (un - taux * deux) ** 2 / (deux * taux * (1 - taux)) for un, deux in passes if deux
    )
    mois = sum(1 for _, deux in passes if deux) - 1
    return max(1.0, (ecarts + MOIS_ORDINAIRES) / (mois + MOIS_ORDINAIRES))
