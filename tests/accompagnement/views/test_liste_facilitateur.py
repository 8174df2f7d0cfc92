"""What the list is for a facilitateur: people, and nothing of their parcours."""

from datetime import date

import pytest
from django.urls import reverse

from accompagnement.enums import Statut
from plie.comptes.enums import Role
from tests.accompagnement.views.test_liste import LISTE, creer, noms
from tests.usines import AgentFactory, EntretienFactory, ParcoursFactory, StructureFactory

pytestmark = pytest.mark.django_db


def test_the_facilitateur_asks_nothing_of_the_meetings(client):
    """Identity and eligibility only."""
    entretien = EntretienFactory()
    client.force_login(AgentFactory(role=Role.FACILITATEUR))
    reponse = client.get(LISTE, {"retard": "on", "sans_entretien": "30", "rendez_vous": "on"})
    assert noms(reponse) == [entretien.parcours.participant.nom]
    assert reponse.context["puces"] == []
    page = reponse.content.decode()
    assert "Dernier entretien" not in page and "03/03/2025" not in page


@pytest.fixture
def facilitateur(client):
    agent = AgentFactory(role=Role.FACILITATEUR)
    client.force_login(agent)
    return agent


@pytest.fixture
def revenue():
    """Left once, back since: one person, two parcours."""
    ancien = creer("Revenue", statut=Statut.SORTI, date_sortie=date(2025, 6, 30))
    return ParcoursFactory(
        participant=ancien.participant,
        structure=StructureFactory(nom="Structure inventée"),
        statut=Statut.SORTIE_PROPOSEE,
        date_entree=date(2025, 9, 3),
        criteres=["rsa"],
        niveau="3",
        referent=AgentFactory(nom="Zxreferent"),
    )


DU_PARCOURS = ("Sorti", "proposée", "Structure inventée", "Zxreferent", "03/09/2025", "09/2025")


def test_the_facilitateur_reads_a_person_and_nothing_of_the_parcours(client, facilitateur, revenue):
    creer("Autre", statut=Statut.SUSPENDU)
    reponse = client.get(LISTE)
    assert noms(reponse) == ["Autre", "Revenue"]
    fiche = reverse("accompagnement:dossier_situation", args=[revenue.participant_id])
    ancien = revenue.participant.parcours.exclude(pk=revenue.pk).get()
    for page in (
        reponse,
        client.get(fiche),
        client.get(fiche, {"parcours": ancien.pk}),
        client.get(reverse("interface:recherche"), {"q": "Revenue"}),
        client.get(reverse("accompagnement:accueil")),
    ):
        lu = page.content.decode()
        assert [dit for dit in DU_PARCOURS if dit in lu] == []
    assert "RSA" in client.get(fiche).content.decode()


def test_the_facilitateur_asks_and_sorts_by_nothing_of_the_parcours(client, facilitateur, revenue):
    creer("Autre", statut=Statut.SUSPENDU)
    referent = revenue.affectations.get().agent_id
    for demande in (
        {"statut": "suspendu"},
        {"referent": referent},
        {"structure": revenue.structure_id},
        {"sans_referent": "on"},
        {"tri": "statut"},
        {"tri": "-entree"},
    ):
        reponse = client.get(LISTE, demande)
        assert noms(reponse) == ["Autre", "Revenue"]
        assert (reponse.context["puces"], reponse.context["tri"]) == ([], "nom")
    assert noms(client.get(LISTE, {"critere": "rsa"})) == ["Revenue"]


def test_the_facilitateur_chooses_no_column_of_the_parcours(client):
    client.force_login(AgentFactory(role=Role.FACILITATEUR))
    affichage = reverse("accompagnement:dossiers_affichage")
    assert "Prochain rendez-vous" not in client.get(affichage).text
    refus = client.post(affichage, {"colonnes": ["a-faire"], "par_page": "25"})
    assert refus.status_code == 422
