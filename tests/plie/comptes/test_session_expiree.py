"""What was typed outlives the session that ended meanwhile."""

import re
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import expect

from accompagnement.models import Entretien
from tests.accessibilite import examiner
from tests.usines import MOT_DE_PASSE, AffectationFactory, AgentFactory

D_ICI = {"Sec-Fetch-Site": "same-origin"}
SAISIE = {"notes": "Vu ce matin", "mode": "presence", "csrfmiddlewaretoken": "x"}


@pytest.fixture
def adresse(db):
    return reverse("accompagnement:entretien_creer", args=[AffectationFactory().parcours_id])


def test_a_form_sent_without_a_session_comes_back_full(client, adresse):
    reponse = client.post(adresse, SAISIE, headers=D_ICI)
    assert reponse.status_code == 401
    assert reponse.context["champs"] == [("notes", "Vu ce matin"), ("mode", "presence")]


def test_a_page_asked_for_without_a_session_leads_to_the_sign_in(client, adresse):
    assert client.get(adresse)["Location"].startswith(reverse("account_login"))


@pytest.mark.parametrize(
    ("saisie", "entetes"),
    [
        (SAISIE, {}),
        (SAISIE, {"Sec-Fetch-Site": "cross-site"}),
        (SAISIE | {"password": "secret"}, D_ICI),
    ],
)
def test_nothing_foreign_and_no_password_is_offered_again(adresse, saisie, entetes):
    client = Client(enforce_csrf_checks=True)
    client.force_login(AgentFactory())
    reponse = client.post(adresse, saisie, headers=entetes)
    assert reponse.status_code == 403
    assert "Vu ce matin" not in reponse.content.decode()


@pytest.mark.parametrize(
    ("venu_de", "rendu"),
    [
        ("http://testserver/dossiers/?statut=tous&q=a", "/dossiers/?statut=tous&amp;q=a"),
        ("https://ailleurs.example/dossiers/", "/"),
        ("http://testserver//ailleurs.example/", "/"),
        ("javascript:alert(1)", "/"),
        ("", "/"),
    ],
)
def test_an_expired_page_gives_back_the_address_one_came_from(adresse, venu_de, rendu):
    client = Client(enforce_csrf_checks=True)
    client.force_login(AgentFactory())
    reponse = client.post(adresse, SAISIE, headers={"Referer": venu_de})
    principal = reponse.text.split("<main")[1].split("</main>")[0]
    assert re.findall('href="([^"]*)"', principal) == [rendu]


def test_signing_in_again_leads_back_to_where_one_was(client, adresse):
    liste = reverse("accompagnement:dossiers")
    venu_de = {"Referer": f"http://testserver{liste}?q=a&statut=tous"}
    page = client.post(adresse, SAISIE, headers=venu_de).text
    lien = unescape(re.search(r'href="(/comptes/login/\?next=[^"]*)"', page)[1])
    agent = AgentFactory()
    saisie = {"login": agent.email, "password": MOT_DE_PASSE}
    retour = client.post(lien, saisie | {"next": parse_qs(urlsplit(lien).query)["next"][0]})
    assert retour["Location"] == f"{liste}?q=a&statut=tous"


@pytest.mark.django_db(transaction=True)
def test_notes_typed_before_the_end_of_the_session_are_saved_after_it(page):
    agent = AgentFactory()
    parcours = AffectationFactory(agent=agent).parcours

    def se_connecter(onglet):
        onglet.fill("[name=login]", agent.email)
        onglet.fill("[name=password]", MOT_DE_PASSE)
        onglet.click("main button[type=submit]")
        onglet.wait_for_url("/")

    page.goto("/comptes/login/")
    se_connecter(page)
    page.goto(reverse("accompagnement:entretien_creer", args=[parcours.pk]))
    page.fill("[name=notes]", "Vu ce matin,\nrevient mardi.")
    page.context.clear_cookies(name="sessionid")
    page.get_by_role("button", name="Enregistrer l'entretien").click()
    expect(page.get_by_role("heading", name="Votre session a expiré")).to_be_visible()
    examiner(page)
    # Not read over a shoulder: whoever typed it opens it.
    texte = page.get_by_text("Vu ce matin,")
    expect(texte).to_be_hidden()
    page.get_by_text("Relire ce que vous avez tapé").click()
    expect(texte).to_be_visible()
    with page.expect_popup() as ouverture:
        page.get_by_role("link", name="Connectez-vous").click()
    se_connecter(ouverture.value)
    page.get_by_role("button", name="Envoyer à nouveau").click()
    expect(page.get_by_text("Entretien enregistré.")).to_be_visible()
    assert Entretien.objects.get().notes.split() == ["Vu", "ce", "matin,", "revient", "mardi."]
