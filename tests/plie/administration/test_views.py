"""The pages of accounts: who opens them, what they list, what a refusal says."""

from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from plie.comptes.enums import Role
from plie.comptes.models import Agent
from plie.taches.actions import executer
from plie.taches.models import Demande
from tests.saisies import muettes, refuser
from tests.usines import AgentFactory, ParcoursFactory, RemplacementFactory, StructureFactory

pytestmark = pytest.mark.django_db
LISTE = reverse("administration:agents")
CREER = reverse("administration:agent_creer")
SAISIE = {
    "prenom": "Anne",
    "nom": "Neuf",
    "email": "A.Neuf@exemple.fr",
    "role": "direction",
    "structure": "",
    "quotite": "0,8",
}


@pytest.fixture
def administration(client):
    agent = AgentFactory(role=Role.ADMINISTRATION, nom="Admin")
    client.force_login(agent)
    return agent


def page_de(nom, agent):
    return reverse(f"administration:{nom}", args=[agent.pk])


@pytest.mark.parametrize("role", [role for role in Role if role != Role.ADMINISTRATION])
def test_another_role_opens_and_sends_nothing(client, role):
    cible = AgentFactory()
    client.force_login(AgentFactory(role=role))
    avant = list(Agent.objects.order_by("pk").values("role", "is_active", "nom"))
    adresses = [page_de(nom, cible) for nom in ("agent", "acces_finir")]
    actes = [page_de(nom, cible) for nom in ("agent_inviter", "acces_ouvrir")]
    lus = [client.get(adresse).status_code for adresse in (LISTE, CREER, *adresses)]
    ecrits = [client.post(adresse, SAISIE).status_code for adresse in (CREER, *adresses, *actes)]
    assert set(lus + ecrits) == {403}
    assert list(Agent.objects.order_by("pk").values("role", "is_active", "nom")) == avant
    assert not Demande.objects.exists()


@pytest.mark.parametrize("role", [Role.PARTENAIRE, Role.CONSEILLER])
def test_accounts_of_partners_are_not_there(client, administration, role):
    cible = AgentFactory(role=role)
    assert client.get(page_de("agent", cible)).status_code == 404
    assert client.post(page_de("acces_finir", cible)).status_code == 404
    assert cible.email not in client.get(LISTE).text


def test_an_account_is_opened_and_its_invitation_leaves(client, administration):
    assert client.post(CREER, SAISIE)["Location"] == LISTE
    agent = Agent.objects.get(email="a.neuf@exemple.fr")
    assert (agent.role, str(agent.quotite), agent.is_active) == ("direction", "0.80", True)
    for demande in Demande.objects.a_faire():
        executer(demande.pk)
    assert [lettre.to for lettre in mail.outbox] == [[agent.email]]


@pytest.mark.parametrize(
    ("champs", "champ", "phrase"),
    [
        ({"role": "referent"}, "structure", "appartient à une structure"),
        ({"role": "conseiller"}, "role", ""),
        ({"role": ""}, "role", ""),
        ({"email": "CONNU@exemple.fr"}, "email", "compte de Camille Connu, fermé"),
        ({"email": "rien"}, "email", ""),
        ({"quotite": "1,5"}, "quotite", ""),
        ({"quotite": "0"}, "quotite", ""),
        ({"nom": ""}, "nom", ""),
    ],
)
def test_a_refusal_stays_beside_its_field(client, administration, champs, champ, phrase):
    AgentFactory(email="connu@exemple.fr", nom="Connu", is_active=False)
    reponse = client.post(CREER, SAISIE | champs)
    assert reponse.status_code == 422
    erreurs = reponse.context["formulaire"].errors
    assert list(erreurs) == [champ] and phrase in str(erreurs[champ])
    assert 'value="Anne"' in reponse.text
    assert not Demande.objects.exists()


def test_every_form_says_first_that_it_refuses(client, administration):
    agent = AgentFactory()
    pages = {nom: refuser(client, page_de(nom, agent)) for nom in ("agent", "acces_finir")}
    pages["agent_creer"] = refuser(client, CREER)
    pages["agent_creer vide"] = refuser(client, CREER, valeur="")
    assert None not in pages.values()
    assert muettes(pages) == {}


def test_one_s_own_role_is_refused_beside_it(client, administration):
    reponse = client.post(page_de("agent", administration), SAISIE)
    assert list(reponse.context["formulaire"].errors) == ["role"]
    assert "Mettre fin" not in client.get(page_de("agent", administration)).text


def test_an_account_is_changed_but_its_address(client, administration):
    agent, structure = AgentFactory(), StructureFactory()
    avant = agent.email
    client.post(page_de("agent", agent), SAISIE | {"role": "referent", "structure": structure.pk})
    agent.refresh_from_db()
    assert (agent.nom, agent.structure, agent.email) == ("Neuf", structure, avant)


def test_a_closed_structure_of_one_s_own_can_be_kept(client, administration):
    agent = AgentFactory(structure=StructureFactory(est_active=False))
    saisie = SAISIE | {"role": "referent", "structure": agent.structure_id}
    assert client.post(page_de("agent", agent), saisie).status_code == 302


def test_what_a_referent_holds_is_said_before_the_end(client, administration):
    agent = AgentFactory(prenom="Yann", nom="Lebrun")
    for _ in range(2):
        ParcoursFactory(actif=True, structure=agent.structure, referent=agent)
    RemplacementFactory(absent=agent)
    for nom in ("agent", "acces_finir"):
        page = " ".join(client.get(page_de(nom, agent)).text.split())
        assert "2 dossiers sont encore confiés à Yann Lebrun" in page
        assert "remplace Yann Lebrun" in page
    assert client.post(page_de("acces_finir", agent), {"dernier_jour": ""}).status_code == 302
    agent.refresh_from_db()
    assert not agent.is_active


def test_an_end_may_be_later_then_forgotten(client, administration):
    agent, demain = AgentFactory(), timezone.localdate() + timedelta(days=1)
    client.post(page_de("acces_finir", agent), {"dernier_jour": demain.isoformat()})
    assert f"jusqu'au {demain:%d/%m/%Y}" in " ".join(client.get(LISTE).text.split())
    client.post(page_de("acces_ouvrir", agent))
    agent.refresh_from_db()
    assert agent.is_active and agent.acces_jusqu_au is None


def test_an_end_in_the_past_is_refused_beside_its_field(client, administration):
    agent = AgentFactory()
    reponse = client.post(page_de("acces_finir", agent), {"dernier_jour": "2020-01-01"})
    assert reponse.status_code == 422
    assert list(reponse.context["formulaire"].errors) == ["dernier_jour"]


def test_a_closed_account_that_needs_a_structure_is_not_opened_without(client, administration):
    agent = AgentFactory(role=Role.REFERENT, structure=None, is_active=False)
    reponse = client.post(page_de("acces_ouvrir", agent), follow=True)
    assert "appartient à une structure" in reponse.text
    agent.refresh_from_db()
    assert not agent.is_active


def etats(client, **demande):
    page = client.get(LISTE, demande)
    return {agent.nom: etat.value for agent, etat in page.context["lignes"]}


@pytest.fixture
def cinq_comptes(administration):
    AgentFactory(nom="Venu", last_login=timezone.now())
    AgentFactory(nom="Jamais", role=Role.DIRECTION)
    AgentFactory(nom="Clos", is_active=False, last_login=timezone.now())
    AgentFactory(nom="e@exemple.fr", email="e@exemple.fr", structure=None, is_active=False)


def test_the_list_says_the_state_of_each(client, cinq_comptes):
    assert etats(client) == {
        "Admin": "ouvert",
        "Clos": "ferme",
        "e@exemple.fr": "a_ouvrir",
        "Jamais": "jamais_venu",
        "Venu": "ouvert",
    }
    assert set(etats(client, etat="ouvert")) == {"Admin", "Jamais", "Venu"}
    assert set(etats(client, etat="ferme")) == {"Clos"}
    assert set(etats(client, q="jamáis")) == {"Jamais"}
    assert set(etats(client, role="direction")) == {"Jamais"}
    assert etats(client, q="personne") == {}


@pytest.mark.parametrize("tri", ["nom", "-role", "structure", "-connexion", "inconnu"])
def test_the_list_is_sorted(client, cinq_comptes, tri):
    assert len(etats(client, tri=tri)) == 5


def test_a_wrong_filter_shows_every_account(client, cinq_comptes):
    assert len(etats(client, etat="inventé")) == 5


def test_each_number_of_home_opens_its_list(client, cinq_comptes):
    colonnes = client.get("/").context["principaux"]
    (bloc,) = [b for gabarit, b in colonnes if gabarit == "administration/accueil_comptes.html"]
    assert {etat: dit["nombre"] for etat, dit in bloc.items()} == {
        "ouvert": 3,
        "jamais_venu": 1,
        "a_ouvrir": 1,
    }
    for dit in bloc.values():
        assert client.get(dit["adresse"]).context["page"].paginator.count == dit["nombre"]


@pytest.mark.parametrize("nombre", [1, 20])
def test_the_list_asks_as_much_for_one_as_for_twenty(
    client, administration, django_assert_max_num_queries, nombre
):
    AgentFactory.create_batch(nombre)
    client.get(LISTE)
    with django_assert_max_num_queries(5):
        client.get(LISTE)
