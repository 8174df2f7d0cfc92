"""The first visit: five steps for each role, that one may pass, and that never come back."""

import pytest
from django.urls import reverse

from plie.administration.visite import ETAPES, VISITES
from plie.comptes.enums import ROLES_DES_PARTENAIRES, Role
from tests.usines import AgentFactory

pytestmark = pytest.mark.django_db
AVANCER = reverse("administration:visite")


@pytest.mark.parametrize("role", list(VISITES))
def test_each_role_is_shown_five_things_one_after_another(client, role):
    agent = AgentFactory(role=role, visite=0)
    client.force_login(agent)
    for rang, pas in enumerate(VISITES[role], 1):
        page = client.get("/").text
        assert f"première visite, {rang} sur {ETAPES}" in page
        assert reverse("interface:aide_page", args=[pas.aide]) in page
        assert 'id="visite"' in page
        assert client.post(AVANCER, {"vu": rang}).url == "/#visite"
    assert "première visite" not in client.get("/").text


def test_every_role_of_the_house_has_one_and_its_help_can_be_read(client):
    assert set(VISITES) == set(Role) - set(ROLES_DES_PARTENAIRES)
    for role, pas in VISITES.items():
        assert len(pas) == ETAPES
        client.force_login(AgentFactory(role=role))
        for un in pas:
            adresse = reverse("interface:aide_page", args=[un.aide])
            assert client.get(adresse).status_code == 200, (role, un.aide)


def test_it_is_passed_once_for_all_and_does_not_go_back(client):
    agent = AgentFactory(visite=1)
    client.force_login(agent)
    client.post(AVANCER, {"vu": ETAPES})
    for vu in ("1", "zz", ""):
        client.post(AVANCER, {"vu": vu})
    agent.refresh_from_db()
    assert agent.visite == ETAPES
    client.post(AVANCER, {"vu": "99"})
    agent.refresh_from_db()
    assert agent.visite == ETAPES


@pytest.mark.parametrize("role", ROLES_DES_PARTENAIRES)
def test_partners_have_none(client, role):
    client.force_login(AgentFactory(role=role))
    assert client.post(AVANCER, {"vu": "1"}).status_code == 403
