import pytest
from django.urls import reverse

from accompagnement.enums import StatutMiseEnRelation
from offres.models import Contact, Echange, Etablissement
from tests.usines import (
    AgentFactory,
    EmploiFactory,
    EtablissementFactory,
    MiseEnRelationFactory,
    OffreFactory,
    ParcoursFactory,
)

pytestmark = pytest.mark.django_db
SIRET = "35600000000048"
AUTRE_SIRET = "73282932000074"


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


@pytest.mark.parametrize("nombre", [1, 20])
def test_twenty_of_each_cost_what_one_costs(client, django_assert_num_queries, nombre):
    referent = AgentFactory()
    etablissement = EtablissementFactory(siret=SIRET)
    for rang in range(nombre):
        suivi = {"structure": referent.structure, "referent": referent, "actif": True}
        EmploiFactory(parcours=ParcoursFactory(**suivi), siret=SIRET)
        MiseEnRelationFactory(
            parcours=ParcoursFactory(**suivi),
            etablissement=etablissement,
            statut=StatutMiseEnRelation.EMBAUCHEE,
            conclue_le="2025-06-10",
        )
        contact = Contact.objects.create(etablissement=etablissement, nom=f"Contact {rang}")
        Echange.objects.create(
            etablissement=etablissement,
            contact=contact,
            type="visite",
            objet="prospection",
            le="2025-06-10",
            intervenant="Nadia",
            saisi_par=referent,
        )
        OffreFactory(etablissement=etablissement)
    client.force_login(referent)
    page = reverse("offres:employeur", args=[etablissement.pk])
    client.get(page)
    with django_assert_num_queries(10):
        assert client.get(page).context["blocs"][0].bloc["total"] == 2 * nombre


def _total(client, etablissement):
    page = client.get(reverse("offres:employeur", args=[etablissement.pk]))
    return page.context["blocs"][0].bloc["total"]


def test_a_hire_stays_with_its_establishment_when_the_siret_changes(client):
    client.force_login(AgentFactory())
    etablissement = EtablissementFactory(siret=SIRET)
    EmploiFactory(siret=SIRET, etablissement=etablissement)
    Etablissement.objects.filter(pk=etablissement.pk).update(siret=AUTRE_SIRET)
    suivant = EtablissementFactory(siret=SIRET)
    EmploiFactory(siret=SIRET, etablissement=suivant)
    assert (_total(client, etablissement), _total(client, suivant)) == (1, 1)


def test_a_hire_at_an_establishment_without_siret_is_counted_once(client):
    client.force_login(AgentFactory())
    etablissement = EtablissementFactory(siret=None)
    emploi = EmploiFactory(etablissement=etablissement)
    EmploiFactory()
    MiseEnRelationFactory(
        parcours=emploi.parcours,
        etablissement=etablissement,
        emploi=emploi,
        statut=StatutMiseEnRelation.EMBAUCHEE,
        conclue_le="2025-06-10",
    )
    assert _total(client, etablissement) == 1


def test_nothing_is_said_where_nobody_was_hired(client):
    client.force_login(AgentFactory())
    etablissement = EtablissementFactory()
    page = client.get(reverse("offres:employeur", args=[etablissement.pk])).content.decode()
    assert "Embauches de personnes" not in page
