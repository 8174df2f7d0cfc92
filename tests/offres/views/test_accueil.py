from datetime import timedelta

import pytest
from django.utils import timezone

from offres.models import Echange
from offres.views.accueil import MONTRES, echanges
from tests.usines import AgentFactory, EtablissementFactory

pytestmark = pytest.mark.django_db
JOUR = timezone.localdate()


def noter(agent, **champs):
    return Echange.objects.create(
        etablissement=EtablissementFactory(),
        type="visite",
        objet="prospection",
        le=JOUR - timedelta(days=30),
        saisi_par=agent,
        **champs,
    )


def test_what_is_due_is_what_the_model_says():
    """The statement says it again, for speed."""
    agent, hier = AgentFactory(), JOUR - timedelta(days=1)
    noter(agent)
    noter(agent, suite="Rappeler", suite_le=JOUR + timedelta(days=1))
    noter(agent, suite="Faite", suite_le=hier, suite_faite_le=JOUR)
    noter(AgentFactory(), suite="D'un autre", suite_le=hier)
    dus = [noter(agent, suite=s, suite_le=le) for s, le in (("Deux", JOUR), ("Un", hier))]
    assert [e.suite for e in echanges(agent)["echanges"]] == ["Un", "Deux"]
    assert set(Echange.objects.a_relancer(JOUR).filter(saisi_par=agent)) == set(dus)


def test_ten_are_shown_and_the_rest_has_its_list():
    agent = AgentFactory()
    assert echanges(agent) is None
    for rang in range(MONTRES + 1):
        noter(agent, suite=f"Rappel {rang}", suite_le=JOUR)
    lus = echanges(agent)
    assert (len(lus["echanges"]), lus["il_y_en_a_plus"]) == (MONTRES, True)
