"""Who could still count: each person once, among those that the scope holds."""

from datetime import date

import pytest

from accompagnement.enums import Axe, Statut
from conventions.indicateurs.marges import qui_pourrait_compter
from conventions.indicateurs.objectifs import lire_conventions, mesurer
from tests.usines import EmploiFactory, EtapeFactory, ObjectifFactory, ParcoursFactory

pytestmark = pytest.mark.django_db
LE = date(2025, 7, 2)


def _marges(**champs):
    objectif = ObjectifFactory(**{"indicateur": "sorties_positives", "cible": 10} | champs)
    avancement = mesurer(lire_conventions(), LE)[objectif.pk]
    return {g.code: cles for g, cles in qui_pourrait_compter(avancement).items()}


@pytest.fixture
def parcours():
    return ParcoursFactory(actif=True)


def test_a_job_that_reaches_six_months_before_the_end(parcours):
    EmploiFactory(parcours=parcours, date_debut=date(2025, 6, 30), date_fin=None)
    assert _marges()["emploi"] == [parcours.pk]


def test_a_job_that_reaches_them_after_the_end(parcours):
    EmploiFactory(parcours=parcours, date_debut=date(2025, 7, 1), date_fin=None)
    assert _marges()["emploi"] == []


def test_a_training_that_ends_before_the_end(parcours):
    dates = {"date_debut": date(2025, 5, 1), "date_fin_prevue": date(2025, 11, 1), "date_fin": None}
    EtapeFactory(parcours=parcours, axe=Axe.FORMATION, **dates)
    EtapeFactory(axe=Axe.FREINS, **dates)
    assert _marges()["formation"] == [parcours.pk]


def test_an_exit_proposed_counts_once(parcours):
    propose = ParcoursFactory(statut=Statut.SORTIE_PROPOSEE, date_entree=date(2025, 1, 15))
    EmploiFactory(parcours=propose, date_debut=date(2025, 2, 1), date_fin=None)
    assert _marges() == {"sortie": [propose.pk], "emploi": [], "formation": []}


def test_nobody_outside_the_scope(parcours):
    propose = ParcoursFactory(
        statut=Statut.SORTIE_PROPOSEE, date_entree=date(2025, 1, 15), criteres=["rsa"]
    )
    ParcoursFactory(statut=Statut.SORTIE_PROPOSEE, date_entree=date(2025, 1, 15))
    assert _marges(criteres=["rsa"])["sortie"] == [propose.pk]


def test_nobody_is_waited_for_by_an_objective_of_entries(parcours):
    assert _marges(indicateur="entrees") == {}
