from datetime import timedelta

import pytest
from django.utils import timezone

from accompagnement.enums import Decision
from accompagnement.lecture.passage import ecrits_depuis, lire_candidats, lire_passages
from accompagnement.models import Passage
from plie.comptes.enums import Role
from tests.usines import (
    AgentFactory,
    CommissionFactory,
    EtapeFactory,
    MotifSortieFactory,
    ParcoursFactory,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("decision", "attendue"),
    [
        ("", "Suite du parcours"),
        (Decision.PROLONGE, "Suite du parcours"),
        (Decision.INTEGRE, "Entrée"),
        (Decision.SORTIE_REFUSEE, "Sortie"),
        # Taken back since, and its row with it.
        (Decision.SORTIE_VALIDEE, "Sortie"),
    ],
)
def test_what_was_asked_outlives_what_was_decided(decision, attendue):
    """Both the entry decided and the exit refused leave a parcours that is simply active."""
    passage = Passage(
        commission=CommissionFactory(), parcours=ParcoursFactory(actif=True), decision=decision
    )
    (lu,) = lire_passages([passage], AgentFactory(role=Role.COORDINATION))
    assert lu.demande == attendue


@pytest.mark.parametrize(
    ("role", "attendu"),
    [
        (Role.COORDINATION, ("Sortie : Incarcération", "secret")),
        (Role.DIRECTION, ("Sortie : motif réservé", "")),
    ],
)
def test_why_is_for_who_may_know_it_of_everybody(role, attendu):
    MotifSortieFactory(code="incarceration", libelle="Incarcération")
    parcours = ParcoursFactory(sorti=True, motif="incarceration")
    agent = AgentFactory(role=role)
    passage = Passage(commission=CommissionFactory(), parcours=parcours, motif="secret")
    (lu,) = lire_passages([passage], agent)
    assert (lu.demande, lu.motif) == attendu
    assert lire_candidats([parcours], agent) == [(parcours, attendu[0])]


def test_nothing_was_written_since_a_decision_that_is_not_made():
    parcours = ParcoursFactory(actif=True)
    passage = Passage(commission=CommissionFactory(), parcours=parcours)
    EtapeFactory(parcours=parcours)
    assert ecrits_depuis(passage) == []
    passage.decide_le = timezone.now() - timedelta(days=1)
    assert ecrits_depuis(passage) == ["étape"]
