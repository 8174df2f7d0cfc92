"""Anything that the published document allows, and much that it does not, sent with each scope: the
answers are those that it announces."""

import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, settings
from schemathesis import GenerationMode
from schemathesis.config import OperationConfig

from accompagnement.actions.partage import partager
from offres.api.offre import OffreRendue
from offres.models import Offre
from plie.partenaires.api.vues import etag_de
from plie.partenaires.enums import Portee
from plie.referentiels.models import Rome
from tests.partenaire import DECLARE, Partenaire
from tests.usines import CommuneFactory, OffreFactory, ParcoursFactory

schema = schemathesis.openapi.from_wsgi("/api/v1/schema", WSGIHandler())
# No pattern says which months are over, which trades exist, what was read last: a rule refuses.
schema.config.checks.positive_data_acceptance.expected_statuses += ["400", "412", "422"]


@pytest.fixture(params=Portee)
def partenaire(request, db):
    return Partenaire([request.param], appels_par_minute=1_000_000)


@pytest.fixture
def connus(partenaire):
    """The addresses of what the partner knows."""
    CommuneFactory()
    Rome.objects.get_or_create(code="K2304", defaults={"libelle": "Tri"})
    parcours = ParcoursFactory(actif=True, participant__numero_france_travail="12345678901")
    partage = partager(parcours.participant_id, partenaire.structure.pk)
    offre = OffreFactory(origine="partenaire", partenaire=partenaire.structure, statut="brouillon")
    return [f"/api/v1/accompagnements/{partage.identifiant}", f"/api/v1/offres/{offre.pk}"]


@pytest.fixture(autouse=True)
def transaction_du_test(partenaire):
    """The end of a request would close the connection that holds it; Django's client does this."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


# Of a batch, a row that is refused is told in its place, and stops no other.
schema.config.operations.operations.append(
    OperationConfig.from_dict(
        {
            "include-operation-id": "orienter_en_lot",
            "checks": {"negative_data_rejection": {"enabled": False}},
        }
    )
)


@schema.parametrize()
@settings(
    max_examples=15,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)
def test_every_answer_is_one_that_the_document_announces(case, partenaire, connus):
    entetes = DECLARE | {"Authorization": f"Bearer {partenaire.jeton}"}
    case.call_and_validate(headers=entetes)
    debut, accolade, _ = case.path.partition("{")
    connu = next((c for c in connus if accolade and c.startswith(debut)), None)
    if connu and case.meta.generation.mode == GenerationMode.POSITIVE:
        case.path_parameters = dict.fromkeys(case.path_parameters, connu.rsplit("/", 1)[1])
        offre = Offre.objects.filter(partenaire=partenaire.structure).get()
        version = {"If-Match": etag_de(OffreRendue(offre).data)}
        case.call_and_validate(headers=entetes | version)
