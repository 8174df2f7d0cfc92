"""Who may read a dossier, asked from the dossier: the same as asked from each agent."""

import pytest

from accompagnement.listes.lecteurs import lecteurs
from accompagnement.models import Parcours
from accompagnement.permissions import Acte
from plie.comptes.models import Agent
from tests.accompagnement.models.test_notification import monter

pytestmark = pytest.mark.django_db


def test_the_readers_of_a_dossier_are_those_who_may_open_it():
    _, tous = monter()
    Agent.objects.filter(pk=tous[0].referent.pk).update(is_active=False)
    for parcours in tous:
        attendus = {
            agent.pk
            for agent in Agent.objects.all()
            if Acte.VOIR_SUIVI.permet(agent)
            and Parcours.objects.visibles_par(agent).filter(pk=parcours.pk).exists()
        }
        assert set(lecteurs(parcours).values_list("pk", flat=True)) == attendus


def test_they_are_found_in_one_query(django_assert_num_queries):
    _, (parcours, *_) = monter()
    with django_assert_num_queries(1):
        list(lecteurs(parcours))
