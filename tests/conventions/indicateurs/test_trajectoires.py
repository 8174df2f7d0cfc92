"""What becomes of people; the law of Kaplan and Meier, against a table that was printed and against
a library."""

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import CensoredData, ecdf

from accompagnement.models import Suspension
from conventions.indicateurs.trajectoires import (
    ECHEANCES,
    entonnoir,
    kaplan_meier,
    lire_durees,
    promotions,
)
from tests.usines import (
    AgentFactory,
    EtapeFactory,
    MotifSuspensionFactory,
    ParcoursFactory,
)

# Freireich et al., Blood 21 (1963): weeks of remission under 6-MP, + where it went on.
REMISSIONS = "6 6 6 6+ 7 9+ 10 10+ 11+ 13 16 17+ 19+ 20+ 22 23 25+ 32+ 32+ 34+ 35+"
TABLE = {
    6: 6 / 7,
    7: 6 / 7 * 16 / 17,
    10: 6 / 7 * 16 / 17 * 14 / 15,
    13: 6 / 7 * 16 / 17 * 14 / 15 * 11 / 12,
    16: 6 / 7 * 16 / 17 * 14 / 15 * 11 / 12 * 10 / 11,
    22: 6 / 7 * 16 / 17 * 14 / 15 * 11 / 12 * 10 / 11 * 6 / 7,
    23: 6 / 7 * 16 / 17 * 14 / 15 * 11 / 12 * 10 / 11 * 6 / 7 * 5 / 6,
}


def _lire(texte):
    return [(int(un.rstrip("+")), not un.endswith("+"), 1) for un in texte.split()]


def test_the_table_of_reference_is_found_to_the_ninth_decimal():
    survie = kaplan_meier(_lire(REMISSIONS))
    assert survie.effectif == 21
    assert {un.jours: un.restants for un in survie.paliers} == pytest.approx(TABLE, abs=1e-9)
    assert survie.mediane == 23


@given(
    st.lists(
        st.tuples(st.integers(0, 60), st.booleans(), st.integers(1, 3)), min_size=1, max_size=60
    )
)
def test_a_library_finds_the_same(durees):
    survie = kaplan_meier(durees)
    sortis = [jours for jours, est_sorti, n in durees for _ in range(n) if est_sorti]
    en_cours = [jours for jours, est_sorti, n in durees for _ in range(n) if not est_sorti]
    autre = ecdf(CensoredData(uncensored=sortis, right=en_cours)).sf
    trouves = [un.restants for un in survie.paliers]
    assert trouves == pytest.approx(
        list(autre.evaluate(np.array([un.jours for un in survie.paliers]))), abs=1e-9
    )


@pytest.mark.parametrize("durees", [[], [(10, False, 3)]])
def test_without_any_exit_nothing_has_a_median(durees):
    survie = kaplan_meier(durees)
    assert (survie.paliers, survie.mediane, survie.mediane_en_mois) == ([], None, None)


def test_everybody_gone_the_same_day_is_the_median():
    assert kaplan_meier([(30, True, 4)]).mediane == 30


def test_nothing_is_said_past_the_last_one_seen():
    survie = kaplan_meier([(200, True, 1), (400, False, 1)])
    assert [survie.restants_a(mois) for mois in (6, 12, 24)] == [1, 0.5, None]


@pytest.mark.django_db
def test_durations_leave_suspensions_out_and_open_parcours_in():
    sorti = ParcoursFactory(sorti=True, date_entree=date(2025, 1, 1), date_sortie=date(2025, 4, 11))
    Suspension.objects.create(
        parcours=sorti,
        motif=MotifSuspensionFactory(),
        date_debut=date(2025, 2, 1),
        date_fin=date(2025, 2, 11),
        decidee_par=AgentFactory(),
    )
    ParcoursFactory(actif=True, date_entree=date(2025, 3, 1))
    ParcoursFactory(actif=True, date_entree=date(2025, 9, 1))
    survie = lire_durees(date(2025, 6, 30))
    assert [(un.jours, un.presents) for un in survie.paliers] == [(90, 2)]
    # That day it had not ended yet.
    assert lire_durees(date(2025, 4, 10)).paliers == []


@pytest.mark.django_db
def test_prescriptions_are_followed_to_their_exit():
    dates = {"date_prescription": date(2025, 1, 10), "date_entree": date(2025, 2, 1)}
    ParcoursFactory(date_prescription=date(2025, 3, 1))
    EtapeFactory(parcours=ParcoursFactory(actif=True, **dates), date_debut=date(2025, 3, 1))
    ParcoursFactory(sorti=True, date_sortie=date(2025, 12, 1), **dates)
    (marche,) = entonnoir(date(2025, 12, 31))
    assert marche == (2025, 3, 2, 2, 1, 1, 1)
    (avant,) = entonnoir(date(2025, 2, 15))
    assert avant == (2025, 2, 2, 2, 0, 0, 0)


@pytest.mark.django_db
def test_a_quarter_is_looked_at_once_its_term_is_past_for_all():
    entree = {"date_entree": date(2024, 2, 1)}
    ParcoursFactory(sorti=True, date_sortie=date(2024, 8, 1), **entree)
    ParcoursFactory(sorti=True, date_sortie=date(2025, 1, 31), motif="abandon", **entree)
    ParcoursFactory(actif=True, **entree)
    (promotion,) = promotions(date(2025, 12, 31))
    assert (promotion.debut, promotion.entrees) == (date(2024, 1, 1), 3)
    lues = [
        (une.mois, une.en_parcours.numerateur, une.positives.numerateur, une.autres.numerateur)
        for une in promotion.echeances
    ]
    assert lues == [(ECHEANCES[0], 2, 1, 0), (ECHEANCES[1], 1, 1, 1)]
    for echeance in promotion.echeances:
        parts = (echeance.en_parcours, echeance.positives, echeance.autres)
        assert sum(part.numerateur for part in parts) == promotion.entrees
    assert [une.mois for une in promotions(date(2024, 9, 29))[0].echeances] == []


@pytest.mark.django_db
def test_an_agent_counts_the_parcours_they_may_open():
    agent = AgentFactory()
    ParcoursFactory(actif=True, structure=agent.structure)
    ParcoursFactory(actif=True)
    jour = date(2026, 1, 1)
    assert lire_durees(jour).effectif == 2
    assert lire_durees(jour, agent).effectif == 1
    assert sum(une.entrees for une in promotions(jour, agent)) == 1
