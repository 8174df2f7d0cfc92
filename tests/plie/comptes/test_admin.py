"""The office of the administration: accounts, without their secrets."""

import pytest
from allauth.account.models import EmailAddress
from django.contrib.contenttypes.models import ContentType
from django.core import mail
from django.urls import reverse

from plie.comptes.enums import Role
from plie.comptes.models import Structure
from plie.taches.actions import executer
from plie.taches.models import Demande
from tests.usines import AgentFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def administration(client):
    agent = AgentFactory(role=Role.ADMINISTRATION)
    client.force_login(agent)
    return agent


def test_the_fingerprint_of_a_password_is_no_filter(client, administration):
    adresse = reverse("admin:comptes_agent_changelist")
    assert client.get(adresse, {"password__startswith": "pbkdf2"}).status_code == 400
    assert client.get(adresse, {"role__exact": Role.REFERENT}).status_code == 200


def _changer(client, agent, **champs):
    saisie = {
        "email": agent.email,
        "nom": agent.nom,
        "prenom": agent.prenom,
        "role": agent.role,
        "structure": agent.structure_id,
        "quotite": "1",
        "is_active": "on",
    }
    client.post(reverse("admin:comptes_agent_change", args=[agent.pk]), saisie | champs)
    agent.refresh_from_db()


def test_a_former_address_opens_nothing_any_more(client, administration):
    agent = AgentFactory(email="avant@exemple.fr")
    EmailAddress.objects.create(user=agent, email=agent.email, primary=True, verified=True)
    _changer(client, agent, email="Apres@exemple.fr")
    assert agent.email == "apres@exemple.fr"
    assert not EmailAddress.objects.filter(email="avant@exemple.fr").exists()


@pytest.mark.parametrize("objet", ["1/1", "1/abc", "9999/1", "x/y", "1/99999999999999999999"])
def test_no_object_is_reached_by_its_number(client, administration, objet):
    for type_ in ContentType.objects.values_list("pk", flat=True):
        assert client.get(f"/administration/r/{type_}/{objet.split('/')[1]}/").status_code == 404
    assert client.get(f"/administration/r/{objet}/").status_code == 404


def test_a_change_of_address_is_told_to_the_former_one_and_to_direction(client, administration):
    agent = AgentFactory(email="avant@exemple.fr", prenom="Anne", nom="Lenoir")
    direction = AgentFactory(role=Role.DIRECTION)
    AgentFactory(role=Role.DIRECTION, is_active=False)
    _changer(client, agent, email="apres@exemple.fr")
    executer(Demande.objects.get().pk)
    (lettre,) = mail.outbox
    assert (lettre.to, lettre.bcc) == (["avant@exemple.fr"], [direction.email])
    assert "Anne Lenoir" in lettre.subject and "apres@exemple.fr" in lettre.body
    _changer(client, agent, prenom="Annie")
    assert not Demande.objects.a_faire().exists()


def test_a_siret_pasted_with_its_spaces_is_kept_without(client, administration):
    adresse = reverse("admin:comptes_structure_add")
    saisie = {"nom": "CCAS", "type": "ccas", "siret": "732 829 320 00074", "code_safir": ""}
    client.post(adresse, saisie)
    assert Structure.objects.get(nom="CCAS").siret == "73282932000074"
    refus = client.post(adresse, saisie | {"nom": "Le même CCAS"}).content.decode()
    assert "Une structure porte déjà ce SIRET." in refus
    client.post(adresse, saisie | {"nom": "Sans SIRET", "siret": " "})
    assert Structure.objects.get(nom="Sans SIRET").siret is None
