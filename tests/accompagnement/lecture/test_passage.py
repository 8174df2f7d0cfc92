import pytest

from accompagnement.enums import Decision
from accompagnement.lecture.passage import lire_passages
from accompagnement.models import Passage
from plie.comptes.enums import Role
from tests.usines import AgentFactory, CommissionFactory, ParcoursFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("decision", "attendue"),
    [
        ("", "Suite du parcours"),
        (Decision.PROLONGE, "Suite du parcours"),
        (Decision.INTEGRE, "Entrée"),
        (Decision.SORTIE_REFUSEE, "Sortie"),
    ],
)
def test_what_was_asked_outlives_what_was_decided(decision, attendue):
    """Both the entry decided and the exit refused leave a parcours that is simply active."""
    passage = Passage(
        commission=CommissionFactory(), parcours=ParcoursFactory(actif=True), decision=decision
    )
    (lu,) = lire_passages([passage], AgentFactory(role=Role.COORDINATION))
    assert lu.demande == attendue
