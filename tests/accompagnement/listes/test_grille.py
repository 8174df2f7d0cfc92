"""The calendar as a table: nothing is lost, nothing covers two cells."""

from datetime import date, datetime, time, timedelta
from itertools import pairwise

from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from accompagnement.listes.agenda import Creneau
from accompagnement.listes.grille import PAS, Jour, grille

JOUR = date(2026, 6, 15)
MINUIT = timezone.make_aware(datetime.combine(JOUR, time.min))


def creneau(minutes, duree):
    return Creneau(MINUIT + timedelta(minutes=minutes), duree)


CRENEAUX = st.lists(
    st.builds(creneau, st.integers(0, 24 * 60 - 1), st.integers(5, 600)), max_size=8
).map(lambda lus: sorted(lus, key=lambda c: (c.debut, c.fin)))


@given(st.lists(CRENEAUX, min_size=1, max_size=5))
def test_every_slot_is_in_one_cell_and_every_column_is_full(colonnes):
    jours = [Jour(JOUR, creneaux) for creneaux in colonnes]
    rangees = grille(jours)
    cases = [case for rangee in rangees for case in rangee.cases]
    montres = [id(c) for case in cases for c in case.creneaux]
    assert sorted(montres) == sorted(id(c) for creneaux in colonnes for c in creneaux)
    places = len(rangees) * sum(len(jour.voies) for jour in jours)
    assert sum(case.hauteur * case.largeur for case in cases) == places
    for case in cases:
        for place in case.creneaux:
            assert case.debut <= place.debut < case.debut + case.hauteur * PAS


@given(CRENEAUX)
def test_no_lane_holds_two_slots_of_the_same_time(creneaux):
    for voie in Jour(JOUR, creneaux).voies:
        for avant, apres in pairwise(voie):
            assert avant.fin <= apres.debut


def _pris(*creneaux):
    """(first minute, half hours, lanes, slots) of what is taken, in the order of the keyboard."""
    cases = [case for rangee in grille([Jour(JOUR, list(creneaux))]) for case in rangee.cases]
    return [
        ((c.debut - MINUIT) // timedelta(minutes=1), c.hauteur, c.largeur, c.creneaux)
        for c in cases
        if c.creneaux
    ]


def test_two_slots_that_overlap_stand_side_by_side():
    tot, tard = creneau(540, 60), creneau(570, 60)
    assert Jour(JOUR, [tot, tard]).voies == [[tot], [tard]]
    assert _pris(tot, tard) == [(540, 2, 1, [tot]), (570, 2, 1, [tard])]


def test_the_third_of_a_chain_takes_the_lane_that_the_first_has_left():
    chaine = [creneau(540, 60), creneau(570, 60), creneau(600, 60)]
    assert Jour(JOUR, chaine).voies == [[chaine[0], chaine[2]], [chaine[1]]]


def test_what_is_alone_in_its_time_takes_the_whole_day_wide():
    seul, ensemble = creneau(480, 30), [creneau(540, 60), creneau(540, 60), creneau(540, 30)]
    assert _pris(seul, *ensemble)[0] == (480, 1, 3, [seul])
    # Of the third lane, what its short slot gives back is left free, and covered by nobody.
    assert [largeur for _, _, largeur, _ in _pris(seul, *ensemble)] == [3, 1, 1, 1]


def test_what_follows_within_a_half_hour_is_one_cell():
    suite = [creneau(540, 15), creneau(555, 15)]
    assert _pris(*suite) == [(540, 1, 1, suite)]


def test_the_table_grows_with_an_early_and_a_late_slot():
    heures = [r.heure for r in grille([Jour(JOUR, [creneau(6 * 60, 30), creneau(20 * 60, 45)])])]
    assert (heures[0] - MINUIT, heures[-1] - MINUIT) == (
        timedelta(hours=6),
        timedelta(hours=20, minutes=30),
    )
