"""Signing in: by e-mail, throttled, with a second factor where the role asks for one."""

import re
from urllib.parse import urlsplit

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import (
    TOTP,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.core import mail
from django.test import Client
from django.urls import reverse

from plie.comptes.demonstration import COMPTES, COMPTES_PAR_CODE, MOT_DE_PASSE
from plie.comptes.enums import ROLES_DES_PARTENAIRES, Role
from plie.comptes.models import Agent
from tests.usines import MOT_DE_PASSE as SECRET
from tests.usines import AgentFactory

pytestmark = pytest.mark.django_db
CONNEXION = reverse("account_login")


def se_connecter(client, email, mot_de_passe=SECRET):
    return client.post(CONNEXION, {"login": email, "password": mot_de_passe})


def test_an_agent_signs_in_with_any_case_of_their_address(client):
    agent = AgentFactory()
    assert se_connecter(client, agent.email.upper())["Location"] == "/"


def test_an_agent_without_access_does_not_sign_in(client):
    agent = AgentFactory(is_active=False)
    se_connecter(client, agent.email)
    assert "_auth_user_id" not in client.session


def test_an_agent_closed_while_signed_in_is_out_at_once(client):
    agent = AgentFactory()
    client.force_login(agent)
    type(agent).objects.filter(pk=agent.pk).update(is_active=False)
    assert client.get("/").status_code == 302


def test_the_sixth_wrong_password_waits(client):
    agent = AgentFactory()
    for _ in range(5):
        assert "incorrects" in se_connecter(client, agent.email, "faux").content.decode()
    page = se_connecter(client, agent.email).content.decode()
    assert "Trop de tentatives" in page
    assert "_auth_user_id" not in client.session


def test_the_failures_of_a_stranger_shut_nobody_out(client):
    """Five an account and an address: the others of the world have theirs."""
    agent = AgentFactory()
    etranger = Client(REMOTE_ADDR="203.0.113.9")
    for _ in range(5):
        se_connecter(etranger, agent.email, "faux")
    assert "Trop de tentatives" in se_connecter(etranger, agent.email).content.decode()
    assert se_connecter(client, agent.email)["Location"] == "/"


def test_a_stranger_of_one_network_has_no_more_tries_with_its_many_addresses(client):
    agent = AgentFactory()
    for rang in range(5):
        se_connecter(Client(REMOTE_ADDR=f"2001:db8::{rang + 1}"), agent.email, "faux")
    dernier = Client(REMOTE_ADDR="2001:db8::99")
    assert "Trop de tentatives" in se_connecter(dernier, agent.email).content.decode()


def test_nobody_creates_an_account_from_outside(client):
    adresse = reverse("account_signup")
    saisie = {"email": "x@exemple.fr", "password1": "un-long-secret", "password2": "un-long-secret"}
    client.post(adresse, saisie)
    assert "fermées" in client.get(adresse).content.decode()
    assert "_auth_user_id" not in client.session


def test_a_forgotten_password_says_the_same_of_known_and_unknown_addresses(client):
    adresse = reverse("account_reset_password")
    connue = client.post(adresse, {"email": AgentFactory().email})
    inconnue = client.post(adresse, {"email": "personne@exemple.fr"})
    assert (connue.status_code, connue["Location"]) == (inconnue.status_code, inconnue["Location"])


def test_a_forgotten_password_is_written_to_agents_only_under_the_sites_own_address(
    client, settings
):
    settings.ADRESSE, settings.ALLOWED_HOSTS = "https://plie.exemple.fr", ["*"]
    adresse, agent = reverse("account_reset_password"), AgentFactory()
    client.post(adresse, {"email": "personne@exemple.fr"})
    assert mail.outbox == []
    client.post(adresse, {"email": agent.email}, headers={"host": "127.0.0.1:6666"})
    (lettre,) = mail.outbox
    liens = re.findall(r"https?://\S+", lettre.body)
    assert liens and all(lien.startswith("https://plie.exemple.fr/comptes/") for lien in liens)
    assert client.get(urlsplit(liens[0]).path, follow=True).status_code == 200


def test_a_role_that_needs_a_second_factor_goes_nowhere_else(client, settings):
    settings.ROLES_SECOND_FACTEUR = [Role.DIRECTION]
    client.force_login(AgentFactory(role=Role.DIRECTION))
    assert client.get(reverse("accompagnement:dossiers"))["Location"].startswith("/comptes/2fa/")
    client.force_login(AgentFactory(role=Role.COORDINATION))
    assert client.get(reverse("accompagnement:dossiers")).status_code == 200


def test_with_its_second_factor_the_role_works_and_is_asked_the_code(client, settings):
    settings.ROLES_SECOND_FACTEUR = [Role.DIRECTION]
    agent = AgentFactory(role=Role.DIRECTION)
    secret = generate_totp_secret()
    TOTP.activate(agent, secret)
    assert "/2fa/authenticate/" in se_connecter(client, agent.email)["Location"]
    code = f"{hotp_value(secret, next(yield_hotp_counters_from_time())):06}"
    assert client.post(reverse("mfa_authenticate"), {"code": code})["Location"] == "/"
    assert client.get(reverse("accompagnement:dossiers")).status_code == 200


def test_demonstration_accounts_show_in_demonstration_only(client, settings):
    settings.DEMONSTRATION = True
    page = client.get(CONNEXION).content.decode()
    assert all(email in page for email in COMPTES | COMPTES_PAR_CODE) and MOT_DE_PASSE in page
    assert "données fictives" in page
    settings.DEMONSTRATION = False
    page = client.get(CONNEXION).content.decode()
    assert "demo.example" not in page and "données fictives" not in page


def test_only_the_administration_enters_the_administration_site(client):
    for role in Role:
        client.force_login(AgentFactory(role=role))
        statut = client.get("/administration/comptes/agent/").status_code
        refus = 403 if role in ROLES_DES_PARTENAIRES else 302
        assert statut == (200 if role == Role.ADMINISTRATION else refus)


def test_a_new_agent_has_no_password_until_they_choose_one(client):
    client.force_login(AgentFactory(role=Role.ADMINISTRATION))
    saisie = {
        "email": "Nouvelle@Exemple.fr",
        "nom": "Nouvelle",
        "role": Role.DIRECTION,
        "quotite": "1",
        "is_active": "on",
    }
    client.post("/administration/comptes/agent/add/", saisie)
    agent = Agent.objects.get(email="nouvelle@exemple.fr")
    assert not agent.has_usable_password() and agent.role == Role.DIRECTION


def test_the_administration_site_has_no_other_door(client):
    """Its own form would know neither throttling nor the second factor."""
    agent = AgentFactory(role=Role.ADMINISTRATION)
    adresse = reverse("admin:login")
    reponse = client.post(adresse, {"username": agent.email, "password": SECRET})
    assert reponse["Location"].startswith(CONNEXION)
    assert "_auth_user_id" not in client.session


def test_an_agent_does_not_take_another_address(client):
    agent, autre = AgentFactory(), AgentFactory()
    se_connecter(client, agent.email)
    for adresse in (autre.email, "ailleurs@exemple.fr"):
        client.post(reverse("account_email"), {"email": adresse, "action_add": ""})
    assert list(EmailAddress.objects.values_list("email", flat=True)) == [agent.email]


def test_signing_out_empties_the_cache_of_a_shared_computer(client):
    client.force_login(AgentFactory())
    assert "Clear-Site-Data" not in client.get("/")
    assert client.post(reverse("account_logout"))["Clear-Site-Data"] == '"cache"'
