"""What was typed outlives the session that ended meanwhile."""

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
    with page.expect_popup() as ouverture:
        page.get_by_role("link", name="Connectez-vous").click()
    se_connecter(ouverture.value)
    page.get_by_role("button", name="Envoyer à nouveau").click()
    expect(page.get_by_text("Entretien enregistré.")).to_be_visible()
    assert Entretien.objects.get().notes.split() == ["Vu", "ce", "matin,", "revient", "mardi."]
