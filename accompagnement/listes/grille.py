"""The calendar as a table: a row for each half hour, a column for each day or each colleague."""

from datetime import datetime, time, timedelta
from typing import NamedTuple

from django.utils import timezone

from accompagnement.listes.agenda import Creneau

PAS = timedelta(minutes=30)
# What is shown at least; a slot outside makes the table taller.
OUVERTURE, FERMETURE = time(8, 30), time(18)


class Case(NamedTuple):
    """A cell: slots that share some time, or nothing, and where it begins."""

    debut: datetime
    hauteur: int
    creneaux: list[Creneau]


class Rangee(NamedTuple):
    """`cases` leaves out the columns that a cell from above still covers."""

    heure: datetime
    est_pleine: bool
    cases: list[Case]


def grille(colonnes):
    """The rows of `colonnes`, a list of (day, slots in the order of time, ...)."""
    debut, nombre = _bornes(colonnes)
    rangees = [[] for _ in range(nombre)]
    for jour, creneaux, *_ in colonnes:
        depart = _a(jour, debut)
        blocs = _blocs(creneaux, depart, nombre)
        rang = 0
        while rang < nombre:
            hauteur, siens = blocs.get(rang, (1, []))
            rangees[rang].append(Case(depart + rang * PAS, hauteur, siens))
            rang += hauteur
    premier = _a(colonnes[0][0], debut)
    heures = (premier + rang * PAS for rang in range(nombre))
    return [Rangee(h, h.minute == 0, cases) for h, cases in zip(heures, rangees, strict=True)]


def _a(jour, depuis_minuit):
    return timezone.make_aware(datetime.combine(jour, time.min)) + depuis_minuit


def _bornes(colonnes):
    """(time from midnight to the first row, number of rows)."""
    debuts, fins = [_depuis(OUVERTURE)], [_depuis(FERMETURE)]
    for jour, creneaux, *_ in colonnes:
        minuit = _a(jour, timedelta())
        debuts += [creneau.debut - minuit for creneau in creneaux]
        fins += [min(creneau.fin - minuit, timedelta(days=1)) for creneau in creneaux]
    premier, dernier = min(debuts) // PAS, -(-max(fins) // PAS)
    return premier * PAS, dernier - premier


def _depuis(heure):
    return timedelta(hours=heure.hour, minutes=heure.minute)


def _blocs(creneaux, depart, nombre):
    """{first row: (rows covered, slots)}; slots that meet in one row are one cell."""
    blocs = []
    for creneau in creneaux:
        haut = (creneau.debut - depart) // PAS
        bas = min(max(-(-(creneau.fin - depart) // PAS), haut + 1), nombre)
        if blocs and haut < blocs[-1][1]:
            blocs[-1] = (blocs[-1][0], max(blocs[-1][1], bas), [*blocs[-1][2], creneau])
        else:
            blocs.append((haut, bas, [creneau]))
    return {haut: (bas - haut, siens) for haut, bas, siens in blocs}
