"""Anything that the published document allows, and much that it does not, sent with each scope: the
answers are those that it announces."""

import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, settings

from plie.partenaires.enums import Portee
from tests.partenaire import DECLARE, Partenaire

schema = schemathesis.openapi.from_wsgi("/api/v1/schema", WSGIHandler())
# No pattern says which months are over, which trades exist, what was read last: a rule refuses.
schema.config.checks.positive_data_acceptance.expected_statuses += ["400", "412", "422"]


@pytest.fixture(params=Portee)
def partenaire(request, db):
    return Partenaire([request.param], appels_par_minute=1_000_000)


@pytest.fixture(autouse=True)
def transaction_du_test(partenaire):
    """The end of a request would close the connection that holds it; Django's client does this."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@schema.parametrize()
@settings(
    max_examples=15,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)
def test_every_answer_is_one_that_the_document_announces(case, partenaire):
    case.call_and_validate(headers=DECLARE | {"Authorization": f"Bearer {partenaire.jeton}"})
