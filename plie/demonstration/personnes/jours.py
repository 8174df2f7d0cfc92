"""The days on which what is invented happens: those on which people work."""

import functools
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from plie.socle import jours_ouvres

PARIS = ZoneInfo("Europe/Paris")
UN_JOUR = timedelta(days=1)
SAMEDI = 5
# Years of days are asked for thousands of times.
est_ouvre = functools.cache(jours_ouvres.est_ouvre)


def a_l_heure(jour, heure):
    return datetime.combine(jour, heure, tzinfo=PARIS)


def ouvrable(jour, plancher=None):
    """The working day at `jour` or before it, those of the week in turn for a week-end; never
    before `plancher`, which is a working day."""
    choisi = jour
    if jour.weekday() >= SAMEDI:
        choisi -= timedelta(days=jour.weekday() - jour.toordinal() // 7 % SAMEDI)
    while not est_ouvre(choisi):
        choisi -= UN_JOUR
    return choisi if plancher is None else max(choisi, plancher)


def ouvrable_apres(jour):
    """The working day at `jour` or after it."""
    return jours_ouvres.prochain_ouvre(jour - UN_JOUR)


def ouvres(debut, fin):
    """The working days from `debut` to `fin`, both included."""
    jours = (debut + timedelta(days=ecart) for ecart in range((fin - debut).days + 1))
    return [jour for jour in jours if est_ouvre(jour)]
