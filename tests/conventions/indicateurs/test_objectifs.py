"""What an objective has reached is the figure of the engine; what it cannot say, it says why."""

from datetime import date

import pytest

from conventions.enums import Rythme, Sens
from conventions.indicateurs import objectifs
from conventions.indicateurs.dossiers import dossiers
from conventions.indicateurs.objectifs import lire_conventions, mesurer
from conventions.indicateurs.previsions.methodes import TROP_PEU
from tests.usines import (
    AgentFactory,
    AppartenanceFactory,
    CibleFactory,
    CohorteFactory,
    ObjectifFactory,
    ParcoursFactory,
    ValeurFactory,
)

pytestmark = pytest.mark.django_db
MI_ANNEE, FIN = date(2025, 7, 2), date(2025, 12, 31)


def _avancement(objectif, le=MI_ANNEE, agent=None):
    return mesurer(lire_conventions(), le, agent=agent)[objectif.pk]


def test_a_count_says_its_target_what_is_reached_and_what_was_expected():
    ParcoursFactory.create_batch(3, actif=True)
    lu = _avancement(ObjectifFactory(cible=73))
    # 183 days out of 365.
    assert (lu.cible, lu.realise, lu.attendu) == (73, 3, 37)
    assert (lu.debut, lu.fin, lu.jusqu_au) == (date(2025, 1, 1), FIN, MI_ANNEE)
    assert (lu.est_tenu, lu.est_dans_les_temps) == (False, False)


@pytest.mark.parametrize(("cible", "attendu"), [(3, 2), (0.9, 0.5)])
def test_nobody_expects_a_part_of_a_person(cible, attendu):
    objectif = ObjectifFactory(manuel=True, cible=cible)
    assert _avancement(objectif).attendu == attendu


def test_of_a_rate_the_target_itself_is_expected():
    ParcoursFactory(sorti=True)
    ParcoursFactory(sorti=True, motif="abandon")
    lu = _avancement(ObjectifFactory(indicateur="taux_sorties_positives", cible=50))
    assert (lu.realise, lu.mesure.numerateur, lu.mesure.denominateur) == (50, 1, 2)
    assert lu.attendu == 50
    assert lu.est_tenu


def test_what_is_counted_on_one_day_does_not_add_up():
    ParcoursFactory(actif=True)
    assert _avancement(ObjectifFactory(indicateur="file_active_fin", cible=60)).attendu == 60


def test_a_ceiling_is_kept_below_it():
    ParcoursFactory.create_batch(2, actif=True)
    lu = _avancement(ObjectifFactory(sens=Sens.AU_PLUS, cible=1), FIN)
    assert lu.est_tenu is False


def test_the_figure_is_that_of_the_list_within_the_scope():
    cohorte = CohorteFactory()
    for _ in range(2):
        AppartenanceFactory(cohorte=cohorte)
    ParcoursFactory(actif=True)
    lu = _avancement(ObjectifFactory(cohorte=cohorte, indicateur="file_active_fin", cible=5))
    liste = dossiers("file_active_fin", lu.debut, lu.jusqu_au, portee=lu.portee)
    assert lu.realise == liste.count() == 2


def test_a_referent_counts_their_own_dossiers():
    agent = AgentFactory()
    ParcoursFactory(actif=True, referent=agent, structure=agent.structure)
    ParcoursFactory(actif=True)
    objectif = ObjectifFactory(cible=10)
    assert _avancement(objectif, agent=agent).realise == 1
    assert _avancement(objectif).realise == 2


def test_a_counter_adds_what_was_written_until_that_day():
    objectif = ObjectifFactory(manuel=True, cible=12)
    ValeurFactory(objectif=objectif, valeur=2)
    ValeurFactory(objectif=objectif, date=date(2025, 4, 1), valeur="1.5")
    ValeurFactory(objectif=objectif, date=date(2025, 8, 1), valeur=4)
    assert _avancement(objectif).realise == 3.5


def test_the_target_is_the_one_in_force_that_day():
    objectif = ObjectifFactory(cible=40, cible__date_fin=date(2025, 6, 30))
    CibleFactory(objectif=objectif, valeur=50, date_debut=date(2025, 7, 1))
    assert _avancement(objectif, date(2025, 6, 30)).cible == 40
    assert _avancement(objectif, date(2025, 7, 1)).cible == 50


def test_a_target_by_year_starts_again_each_year():
    objectif = ObjectifFactory(cible=40, convention__date_fin=date(2027, 6, 30))
    lu = _avancement(objectif, date(2026, 3, 1))
    assert (lu.debut, lu.fin) == (date(2026, 1, 1), date(2026, 12, 31))
    # After its end, the last year of the convention.
    assert _avancement(objectif, date(2030, 1, 1)).fin == date(2027, 6, 30)


def test_an_amendment_makes_the_convention_last():
    objectif = ObjectifFactory(cible=40, rythme=Rythme.PERIODE)
    objectif.convention.avenants.create(
        numero=1, objet="Six mois", date_debut=date(2025, 9, 1), date_fin=date(2026, 6, 30)
    )
    assert _avancement(objectif, date(2025, 8, 31)).fin == FIN
    assert _avancement(objectif, date(2025, 9, 1)).fin == date(2026, 6, 30)


def test_a_period_of_one_day_expects_its_target():
    jour = date(2025, 1, 15)
    ParcoursFactory(actif=True)
    convention = {"convention__date_debut": jour, "convention__date_fin": jour}
    lu = _avancement(ObjectifFactory(cible=1, **convention), jour)
    assert (lu.debut, lu.fin, lu.realise, lu.attendu) == (jour, jour, 1, 1)


@pytest.mark.parametrize(
    "champs, le, raison",
    [
        ({}, date(2024, 12, 31), objectifs.PAS_COMMENCE),
        ({"indicateur": "taux_sorties_positives"}, MI_ANNEE, objectifs.SANS_DENOMINATEUR),
        ({"indicateur": "offres_ouvertes"}, MI_ANNEE, objectifs.SANS_DONNEES),
        ({"criteres": ["detld"]}, MI_ANNEE, objectifs.PERSONNE),
        ({}, MI_ANNEE, TROP_PEU),
    ],
)
def test_what_cannot_be_said_says_why(champs, le, raison):
    ParcoursFactory(actif=True, criteres=["rsa"])
    assert _avancement(ObjectifFactory(cible=10, **champs), le).raison == raison


def test_without_a_target_nothing_is_expected():
    ParcoursFactory.create_batch(20, actif=True)
    lu = _avancement(ObjectifFactory())
    assert (lu.cible, lu.attendu, lu.est_tenu) == (None, None, None)


def test_objectives_of_one_scope_are_counted_in_one_pass(django_assert_max_num_queries):
    for _ in range(5):
        ObjectifFactory(cible=10)
    with django_assert_max_num_queries(9):
        mesurer(list(lire_conventions()), MI_ANNEE)
