import pytest
from django.urls import reverse

from accompagnement.enums import StatutMiseEnRelation
from tests.usines import (
    AgentFactory,
    EmploiFactory,
    EtablissementFactory,
    MiseEnRelationFactory,
    ParcoursFactory,
)

pytestmark = pytest.mark.django_db
SIRET = "35600000000048"


def test_hires_out_of_scope_are_only_counted(client):
    referent = AgentFactory()
    etablissement = EtablissementFactory(siret=SIRET)
    mien = ParcoursFactory(
        actif=True,
        structure=referent.structure,
        referent=referent,
        participant__nom="Visible",
    )
    emploi = EmploiFactory(parcours=mien, siret=SIRET)
    MiseEnRelationFactory(
        parcours=mien,
        etablissement=etablissement,
        emploi=emploi,
        statut=StatutMiseEnRelation.EMBAUCHEE,
        conclue_le="2025-06-10",
    )
    EmploiFactory(siret=SIRET, parcours__participant__nom="Cachee")
    client.force_login(referent)
    page = client.get(reverse("offres:employeur", args=[etablissement.pk])).content.decode()
    assert "<strong>2</strong> embauches" in page
    assert "Visible" in page
    assert "Cachee" not in page


def test_nothing_is_said_where_nobody_was_hired(client):
    client.force_login(AgentFactory())
    etablissement = EtablissementFactory()
    page = client.get(reverse("offres:employeur", args=[etablissement.pk])).content.decode()
    assert "Embauches de personnes" not in page
