"""One matrix, application x scope x operation, enumerated from the published document."""

import pytest

from plie.partenaires.actions.application import suspendre_application
from plie.partenaires.enums import Portee
from tests.api.operations import operations
from tests.partenaire import Partenaire, administration

pytestmark = pytest.mark.django_db


def _codes(partenaire, **entetes):
    obtenus = {}
    for operation in operations():
        reponse = operation.appeler(partenaire, **entetes)
        code = reponse.corps["code"] if reponse.statut in (401, 403) else None
        obtenus[operation.identifiant] = (reponse.statut, code) if code else "ouverte"
    return obtenus


@pytest.mark.parametrize("portee", Portee)
def test_a_scope_alone_opens_its_operations_and_no_other(portee):
    assert _codes(Partenaire([portee])) == {
        operation.identifiant: "ouverte"
        if portee in operation.portees
        else (403, "portee_insuffisante")
        for operation in operations()
    }


def test_without_a_token_nothing_opens():
    attendu = {operation.identifiant: (401, "jeton_absent") for operation in operations()}
    assert _codes(Partenaire(), Authorization=None) == attendu


def test_once_suspended_nothing_opens():
    partenaire = Partenaire()
    suspendre_application(partenaire.application, par=administration())
    attendu = {operation.identifiant: (401, "jeton_invalide") for operation in operations()}
    assert _codes(partenaire) == attendu


def test_every_view_of_the_api_is_in_the_document():
    """What has no scope is open to nobody; what is left out of the document is not tested here."""
    assert all(operation.portees for operation in operations())
    assert {operation.identifiant for operation in operations()}
