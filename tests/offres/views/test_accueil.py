from datetime import timedelta

import pytest
from django.utils import timezone

from offres.models import Echange
from offres.views.accueil import MONTRES, NOUVELLES_MONTREES, echanges, nouvelles
from plie.comptes.enums import Role
from tests.usines import AgentFactory, EtablissementFactory, OffreFactory

pytestmark = pytest.mark.django_db
JOUR = timezone.localdate()


def noter(agent, **champs):
    return Echange.objects.create(
        etablissement=EtablissementFactory(),
        type="visite",
        objet="prospection",
        le=JOUR - timedelta(days=30),
        saisi_par=agent,
        **champs,
    )


def test_what_is_due_is_what_the_model_says():
    """The statement says it again, for speed."""
    agent, hier = AgentFactory(), JOUR - timedelta(days=1)
    noter(agent)
    noter(agent, suite="Rappeler", suite_le=JOUR + timedelta(days=1))
    noter(agent, suite="Faite", suite_le=hier, suite_faite_le=JOUR)
    noter(AgentFactory(), suite="D'un autre", suite_le=hier)
    dus = [noter(agent, suite=s, suite_le=le) for s, le in (("Deux", JOUR), ("Un", hier))]
    assert [e.suite for e in echanges(agent)["echanges"]] == ["Un", "Deux"]
    assert set(Echange.objects.a_relancer(JOUR).filter(saisi_par=agent)) == set(dus)


def test_ten_are_shown_and_the_rest_has_its_list():
    agent = AgentFactory()
    assert echanges(agent) is None
    for rang in range(MONTRES + 1):
        noter(agent, suite=f"Rappel {rang}", suite_le=JOUR)
    lus = echanges(agent)
    assert (len(lus["echanges"]), lus["il_y_en_a_plus"]) == (MONTRES, True)


def test_the_facilitateur_reads_the_offers_since_yesterday_as_their_list_counts_them(client):
    maintenant = timezone.now()
    for heures in range(NOUVELLES_MONTREES + 2):
        OffreFactory(intitule=f"Il y a {heures} h", publiee_le=maintenant - timedelta(hours=heures))
    OffreFactory(publiee_le=maintenant - timedelta(days=2))
    OffreFactory(publiee_le=maintenant, statut="fermee", fin_le=maintenant)
    agent = AgentFactory(role=Role.FACILITATEUR)
    client.force_login(agent)
    bloc = nouvelles(agent)
    assert client.get(bloc["adresse"]).context["page"].paginator.count == bloc["nombre"]
    assert bloc["nombre"] == NOUVELLES_MONTREES + 2
    assert [offre.intitule for offre in bloc["dernieres"]][:2] == ["Il y a 0 h", "Il y a 1 h"]
    assert "Offres du territoire depuis hier" in client.get("/").text


@pytest.mark.parametrize("role", [role for role in Role if role != Role.FACILITATEUR])
def test_whoever_follows_people_reads_the_offers_of_each(client, role):
    client.force_login(AgentFactory(role=role))
    assert "Offres du territoire depuis hier" not in client.get("/", follow=True).text
