"""Anything that the published document allows, and much that it does not, sent with the scope that
opens it, and with each of the others: the answers are those that it announces."""

from functools import cache

import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, settings
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


@pytest.fixture
def partenaires(db):
    """{scope: one that has no other}."""
    CommuneFactory()
    Rome.objects.get_or_create(code="K2304", defaults={"libelle": "Tri"})
    return {portee: Partenaire([portee], appels_par_minute=1_000_000) for portee in Portee}


@pytest.fixture
def connus():
    """The addresses of what a partner knows; made once for each."""
    return cache(_faire_connaitre)


def _faire_connaitre(partenaire):
    numero = f"{partenaire.structure.pk:011}"
    parcours = ParcoursFactory(actif=True, participant__numero_france_travail=numero)
    partage = partager(parcours.participant_id, partenaire.structure.pk)
    offre = OffreFactory(origine="partenaire", partenaire=partenaire.structure, statut="brouillon")
    return [f"/api/v1/accompagnements/{partage.identifiant}", f"/api/v1/offres/{offre.pk}"]


def _ouvrent(operation):
    """The scopes that the document asks for, one or another."""
    return {
        Portee(portee) for un in operation.definition.raw["security"] for portee in un["oauth2"]
    }


def _entetes(partenaire):
    return DECLARE | {"Authorization": f"Bearer {partenaire.jeton}"}


@pytest.fixture(autouse=True)
def transaction_du_test(partenaires):
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


def essayer(nombre, **options):
    return settings(
        max_examples=nombre,
        deadline=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
        **options,
    )


@schema.parametrize()
@essayer(15)
def test_every_answer_is_one_that_the_document_announces(case, partenaires, connus):
    for portee in _ouvrent(case.operation):
        partenaire = partenaires[portee]
        case.call_and_validate(headers=_entetes(partenaire))
        debut, accolade, _ = case.path.partition("{")
        connu = next((c for c in connus(partenaire) if accolade and c.startswith(debut)), None)
        if connu and case.meta.generation.mode == GenerationMode.POSITIVE:
            _demander_ce_qui_est_connu(case, connu, partenaire)


def _demander_ce_qui_est_connu(case, connu, partenaire):
    case.path_parameters = dict.fromkeys(case.path_parameters, connu.rsplit("/", 1)[1])
    offre = Offre.objects.filter(partenaire=partenaire.structure).get()
    version = {"If-Match": etag_de(OffreRendue(offre).data)}
    case.call_and_validate(headers=_entetes(partenaire) | version)


@schema.parametrize()
@essayer(3, phases=[Phase.generate])
def test_a_scope_that_does_not_open_it_is_refused_as_announced(case, partenaires):
    """Whatever is sent, and before it is read: a few are enough."""
    for portee in set(Portee) - _ouvrent(case.operation):
        reponse = case.call_and_validate(headers=_entetes(partenaires[portee]))
        assert reponse.status_code >= 400
