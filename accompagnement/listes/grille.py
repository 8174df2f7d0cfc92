"""The calendar as a table: a row for each half hour, a column for each day of each agent. What
shares some time stands in lanes side by side: nothing covers anything."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property
from typing import NamedTuple

from django.utils import timezone

from accompagnement.listes.agenda import Creneau
from plie.comptes.models import Agent

PAS = timedelta(minutes=30)
# What is shown at least; a slot outside makes the table taller.
OUVERTURE, FERMETURE = time(8, 30), time(18)


@dataclass
class Jour:
    """A day of one agent; `creneaux` are in the order of time."""

    date: date
    creneaux: list[Creneau]
    agent: Agent | None = None

    @cached_property
    def voies(self):
        """The slots in as few lanes as keep apart what overlaps: each in the first that is free."""
        voies = []
        for creneau in self.creneaux:
            libre = (voie for voie in voies if voie[-1].fin <= creneau.debut)
            if (voie := next(libre, None)) is None:
                voies.append(voie := [])
            voie.append(creneau)
        return voies or [[]]


class Case(NamedTuple):
    """A cell: what follows one another in a lane, or nothing, and where it begins."""

    jour: Jour
    debut: datetime
    hauteur: int
    largeur: int
    creneaux: list[Creneau]


class Rangee(NamedTuple):
    """`cases` leaves out the places that a cell from above or from the left still covers."""

    heure: datetime
    est_pleine: bool
    cases: list[Case]


def grille(jours):
    """The rows of the table that has these days for columns, each as wide as its lanes."""
    debut, nombre = _bornes(jours)
    rangees = [[] for _ in range(nombre)]
    for jour in jours:
        for rang, case in _cases(jour, _a(jour.date, debut), nombre):
            rangees[rang].append(case)
    premier = _a(jours[0].date, debut)
    heures = (premier + rang * PAS for rang in range(nombre))
    return [Rangee(h, h.minute == 0, cases) for h, cases in zip(heures, rangees, strict=True)]


def _a(jour, depuis_minuit):
    return timezone.make_aware(datetime.combine(jour, time.min)) + depuis_minuit


def _bornes(jours):
    """(time from midnight to the first row, number of rows)."""
    debuts, fins = [_depuis(OUVERTURE)], [_depuis(FERMETURE)]
    for jour in jours:
        minuit = _a(jour.date, timedelta())
        debuts += [creneau.debut - minuit for creneau in jour.creneaux]
        fins += [min(creneau.fin - minuit, timedelta(days=1)) for creneau in jour.creneaux]
    premier, dernier = min(debuts) // PAS, -(-max(fins) // PAS)
    return premier * PAS, dernier - premier


def _depuis(heure):
    return timedelta(hours=heure.hour, minutes=heure.minute)


def _cases(jour, depart, nombre):
    """(row, cell) of a day, in the order of the table; a cell is as wide as what is free on its
    right for as long as it lasts."""
    voies = [_blocs(voie, depart, nombre) for voie in jour.voies]
    pris = [{r for haut, (h, _) in blocs.items() for r in range(haut, haut + h)} for blocs in voies]
    couvert = set()
    for rang in range(nombre):
        for voie, blocs in enumerate(voies):
            if (rang, voie) in couvert:
                continue
            hauteur, siens = blocs.get(rang, (1, []))
            rangs = range(rang, rang + hauteur)
            largeur = 1
            while voie + largeur < len(voies) and pris[voie + largeur].isdisjoint(rangs):
                largeur += 1
            couvert |= {(r, voie + v) for r in rangs for v in range(largeur)}
            yield rang, Case(jour, depart + rang * PAS, hauteur, largeur, siens)


def _blocs(creneaux, depart, nombre):
    """{first row: (rows covered, slots)} of a lane; slots that meet in one row are one cell."""
    blocs = []
    for creneau in creneaux:
        haut = (creneau.debut - depart) // PAS
        bas = min(max(-(-(creneau.fin - depart) // PAS), haut + 1), nombre)
        if blocs and haut < blocs[-1][1]:
            blocs[-1] = (blocs[-1][0], max(blocs[-1][1], bas), [*blocs[-1][2], creneau])
        else:
            blocs.append((haut, bas, [creneau]))
    return {haut: (bas - haut, siens) for haut, bas, siens in blocs}
