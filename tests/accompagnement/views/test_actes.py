import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accompagnement.models import Passage
from tests.usines import (
    AgentFactory,
    CommissionFactory,
    EmploiFactory,
    EntretienFactory,
    EtapeFactory,
    MiseEnRelationFactory,
    ParcoursFactory,
    SeanceFactory,
    SuiviEmploiFactory,
)

pytestmark = pytest.mark.django_db


def _passage():
    return Passage.objects.create(
        commission=CommissionFactory(), parcours=ParcoursFactory(actif=True)
    )


def _participation():
    return SeanceFactory().participations.create(parcours=ParcoursFactory(actif=True))


@pytest.mark.parametrize(
    ("nom", "creer"),
    [
        ("emploi_modifier", EmploiFactory),
        ("suivi_emploi_faire", SuiviEmploiFactory),
        ("etape_modifier", EtapeFactory),
        ("entretien_modifier", EntretienFactory),
        ("mise_en_relation_fiche", MiseEnRelationFactory),
        ("passage_decider", _passage),
        ("participation_retirer", _participation),
    ],
)
def test_a_row_out_of_scope_is_not_even_read(client, nom, creer):
    pk = creer().pk
    client.force_login(AgentFactory())
    envoyer = client.post if nom == "participation_retirer" else client.get
    questions = []
    for cle in (pk, pk + 1):
        with CaptureQueriesContext(connection) as capture:
            assert envoyer(reverse(f"accompagnement:{nom}", args=[cle])).status_code == 404
        questions.append(len(capture))
    assert questions[0] == questions[1]
