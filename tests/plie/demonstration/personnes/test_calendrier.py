from collections import Counter
from datetime import date

import pytest

from plie.demonstration.personnes import calendrier
from plie.demonstration.personnes.calendrier import derouler
from plie.socle.jours_ouvres import est_ouvre

JOURS = [date(2026, 1, 1), date(2026, 11, 24), date(2026, 12, 31), date(2028, 2, 29)]


def pendant(passe, debut, fin):
    return passe.entree <= fin and (passe.sortie is None or passe.sortie >= debut)


@pytest.mark.parametrize("jour", JOURS)
def test_2025_is_the_year_of_the_convention_whatever_the_day(jour):
    debut, fin = date(2025, 1, 1), date(2025, 12, 31)
    passes = derouler(2026, jour).passes
    accompagnes = [p for p in passes if pendant(p, debut, fin)]
    sortis = [p for p in accompagnes if p.sortie and p.sortie <= fin]
    assert len({p.personne for p in accompagnes}) == len(accompagnes) == 461
    assert sum(p.entree >= debut for p in accompagnes) == 201
    assert Counter(p.motif for p in sortis) == calendrier.MOTIFS_2025
    assert len(sortis) == 125
    assert 5450 <= len({p.personne for p in passes if p.entree <= fin}) <= 5499


@pytest.mark.parametrize("jour", JOURS)
def test_nothing_happens_after_today_and_nobody_is_there_twice(jour):
    dernier = {}
    for passe in sorted(derouler(2026, jour).passes, key=lambda p: p.entree):
        precedent = dernier.get(passe.personne)
        assert precedent is None or precedent.sortie < passe.entree
        assert passe.entree < jour
        assert passe.sortie is None or passe.entree < passe.sortie < jour
        assert bool(passe.sortie) == bool(passe.motif)
        dernier[passe.personne] = passe


def test_the_past_does_not_change_from_one_day_to_the_next():
    def jusque(jour):
        return [
            (p.personne, p.entree, p.sortie, p.motif)
            for p in derouler(2026, jour).passes
            if p.sortie and p.sortie.year < 2027
        ]

    assert jusque(date(2027, 1, 31)) == jusque(date(2027, 6, 30))


@pytest.mark.parametrize("annee", [2025, 2026, 2027])
def test_commissions_avoid_public_holidays_and_week_ends(annee):
    for mois in range(1, 13):
        for jour in (
            calendrier.commission_integration(annee, mois),
            calendrier.commission_sortie(annee, mois),
        ):
            assert est_ouvre(jour)
