"""Contracts that follow or overlap each other, seen as continuous runs of work."""

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

from dateutil.relativedelta import relativedelta

from accompagnement.enums import TypeContrat
from plie.socle.jours_ouvres import prochain_ouvre

JOUR = timedelta(days=1)
UN_AN = relativedelta(years=1)
# A contract without an end; one day is kept above it, which is the day after.
SANS_FIN = date(9999, 12, 30)


@dataclass(frozen=True)
class Periode:
    """Days, both included, during which the same contracts run; `heures` a week, those that are
    known, None when none is. `en_manque`: of one contract at least they are not."""

    debut: date
    fin: date
    heures: Decimal | None = None
    en_manque: bool = False


@dataclass(frozen=True)
class Serie:
    """A run of work: its interruptions are short enough to be tolerated."""

    periodes: tuple[Periode, ...]

    @property
    def debut(self):
        return self.periodes[0].debut

    @property
    def fin(self):
        return self.periodes[-1].fin

    @property
    def est_en_cours(self):
        return self.fin == SANS_FIN

    @property
    def plus_longue_interruption(self):
        """In days; 0 when the contracts touch or overlap."""
        ecarts = [(apres.debut - avant.fin).days - 1 for avant, apres in pairwise(self.periodes)]
        return max(ecarts, default=0)

    @property
    def heures(self):
        """The fewest hours a week of the whole run; None as soon as one period is unknown."""
        toutes = [periode.heures for periode in self.periodes]
        return None if None in toutes else min(toutes)

    @property
    def en_manque(self):
        return any(periode.en_manque for periode in self.periodes)


def periodes(contrats):
    """Cut (first day, last day, hours a week) contracts into days counted once, oldest first."""
    bornes = sorted({debut for debut, _, _ in contrats} | {fin + JOUR for _, fin, _ in contrats})
    for debut, suivant in pairwise(bornes):
        heures = [h for depuis, fin, h in contrats if depuis <= debut <= fin]
        if heures:
            connues = [h for h in heures if h is not None]
            total = sum(connues, Decimal(0)) if connues else None
            yield Periode(debut, suivant - JOUR, total, len(connues) < len(heures))


def enchainer(parts, tolerance):
    """Join periods whose interruption is of `tolerance` days at most; runs, oldest first."""
    series = []
    for periode in parts:
        if series and (periode.debut - series[-1][-1].fin).days - 1 <= tolerance:
            series[-1].append(periode)
        else:
            series.append([periode])
    return [Serie(tuple(serie)) for serie in series]


def tenir_les_missions(contrats):
    """(type, first day, last day, hours) contracts as `periodes` wants them: a mission of intérim
    lasts until the contract that follows when no working day stands between them."""
    debuts = sorted(debut for _, debut, _, _ in contrats)
    return [
        (debut, _veille_de_la_reprise(fin, debuts) if type_ == TypeContrat.INTERIM else fin, heures)
        for type_, debut, fin, heures in contrats
    ]


def _veille_de_la_reprise(fin, debuts):
    suivants = debuts[bisect_right(debuts, fin) :]
    if suivants and suivants[0] <= prochain_ouvre(fin):
        return suivants[0] - JOUR
    return fin


def derniere_serie(emplois, tolerance):
    """The latest run of `emplois` (Emploi rows), on the days really worked; None without any."""
    contrats = [
        (e.type_contrat, e.date_debut, e.date_fin or SANS_FIN, e.heures_hebdo) for e in emplois
    ]
    series = enchainer(periodes(tenir_les_missions(contrats)), tolerance)
    return series[-1] if series else None


def jours_travailles(parts, du, au):
    """How many days of `parts` fall between `du` and `au`, both included."""
    bornes = [(max(part.debut, du), min(part.fin, au)) for part in parts]
    return sum((fin - debut).days + 1 for debut, fin in bornes if debut <= fin)


def atteint(debut, fin, mois, *, strictement=False):
    """Whether the days from `debut` to `fin`, both included, make `mois` months (or more).

    A month ends the day before the same day of the next one, or on its last day when the next
    has no such day: six months from 31 August are over on 27 February (28 in a leap year).
    """
    terme = debut + relativedelta(months=mois)
    return fin + JOUR > terme if strictement else fin + JOUR >= terme


def duree(debut, fin):
    """ "6 mois et 3 jours", both ends included."""
    ecart = relativedelta(fin + JOUR, debut)
    mois = ecart.years * 12 + ecart.months
    jours = f"{ecart.days} jour{'s' if ecart.days > 1 else ''}"
    if not mois:
        return jours
    return f"{mois} mois et {jours}" if ecart.days else f"{mois} mois"
