"""The calendar as a table: nothing is lost, nothing covers two cells."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from accompagnement.listes.agenda import Creneau
from accompagnement.listes.grille import PAS, grille

JOUR = date(2026, 6, 15)
MINUIT = timezone.make_aware(datetime.combine(JOUR, time.min))


def creneau(minutes, duree):
    return Creneau(MINUIT + timedelta(minutes=minutes), duree)


CRENEAUX = st.lists(
    st.builds(creneau, st.integers(0, 24 * 60 - 1), st.integers(5, 600)), max_size=8
).map(lambda lus: sorted(lus, key=lambda c: (c.debut, c.fin)))


@given(st.lists(CRENEAUX, min_size=1, max_size=5))
def test_every_slot_is_in_one_cell_and_every_column_is_full(colonnes):
    rangees = grille([(JOUR, creneaux) for creneaux in colonnes])
    cases = [case for rangee in rangees for case in rangee.cases]
    montres = [id(c) for case in cases for c in case.creneaux]
    assert sorted(montres) == sorted(id(c) for creneaux in colonnes for c in creneaux)
    assert sum(case.hauteur for case in cases) == len(rangees) * len(colonnes)
    for case in cases:
        for place in case.creneaux:
            assert case.debut <= place.debut < case.debut + case.hauteur * PAS


def test_what_overlaps_is_one_cell_and_what_follows_another():
    rangees = grille([(JOUR, [creneau(540, 60), creneau(570, 60), creneau(630, 30)])])
    pris = [(c.debut - MINUIT, c.hauteur, len(c.creneaux)) for r in rangees for c in r.cases]
    assert (timedelta(hours=9), 3, 2) in pris
    assert (timedelta(hours=10, minutes=30), 1, 1) in pris


def test_the_table_grows_with_an_early_and_a_late_slot():
    heures = [r.heure for r in grille([(JOUR, [creneau(6 * 60, 30), creneau(20 * 60, 45)])])]
    assert (heures[0] - MINUIT, heures[-1] - MINUIT) == (
        timedelta(hours=6),
        timedelta(hours=20, minutes=30),
    )
