import pytest

from accompagnement.documents.releve import demande
from accompagnement.enums import Decision
from tests.usines import ParcoursFactory

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
    parcours = ParcoursFactory(actif=True)
    assert demande(parcours, voit_motifs=True, decision=decision) == attendue
