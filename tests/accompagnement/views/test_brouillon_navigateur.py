"""Leaving a page with text that nobody has kept: the browser asks first, and only then."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from accompagnement.models import Brouillon, Etape
from tests.connexion import se_connecter
from tests.usines import AgentFactory, ParcoursFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def parcours():
    agent = AgentFactory()
    return ParcoursFactory(actif=True, structure=agent.structure, referent=agent)


@pytest.fixture
def questions(page, parcours):
    """The kinds of questions the browser asks; the answer is always to stay."""
    posees = []

    def rester(dialogue):
        posees.append(dialogue.type)
        dialogue.dismiss()

    page.on("dialog", rester)
    se_connecter(page, parcours.referent)
    return posees


def _ouvrir(page, nom, parcours):
    adresse = reverse(f"accompagnement:{nom}", args=[parcours.pk])
    page.goto(adresse)
    return adresse


def _partir(page):
    page.locator(".barre-titre").click()


def test_a_text_that_nobody_kept_is_asked_about_until_it_is_sent(page, parcours, questions):
    adresse = _ouvrir(page, "etape_creer", parcours)
    page.get_by_label("Intitulé").type("Permis B")
    with page.expect_event("dialog"):
        _partir(page)
    assert (questions, page.url.endswith(adresse)) == (["beforeunload"], True)
    expect(page.get_by_label("Intitulé")).to_have_value("Permis B")

    page.select_option("[name=axe]", "formation")
    page.locator("main button[type=submit]").click()
    page.wait_for_url(lambda url: not url.endswith(adresse))
    assert (len(questions), Etape.objects.get().libelle) == (1, "Permis B")


def test_nothing_typed_is_nothing_asked(page, parcours, questions):
    _ouvrir(page, "etape_creer", parcours)
    page.get_by_label("Intitulé").click()
    _partir(page)
    page.wait_for_url("/")
    assert questions == []


def test_a_draft_that_is_kept_is_left_without_a_question(page, parcours, questions):
    adresse = _ouvrir(page, "entretien_creer", parcours)
    page.get_by_label("Notes", exact=True).type("CV relu ensemble.")
    with page.expect_event("dialog"):
        _partir(page)
    assert page.url.endswith(adresse)

    expect(page.locator("[data-brouillon-etat]")).to_contain_text("enregistré")
    _partir(page)
    page.wait_for_url("/")
    assert questions == ["beforeunload"]


def test_what_is_typed_before_the_scripts_are_there_is_kept(page, parcours, questions):
    retenus = []
    page.route("**/plie/*.js", lambda route: retenus.append(route))
    page.goto(reverse("accompagnement:entretien_creer", args=[parcours.pk]), wait_until="commit")
    page.get_by_label("Notes", exact=True).fill("CV relu ensemble.")
    for script in retenus:
        script.continue_()
    expect(page.locator("[data-brouillon-etat]")).to_contain_text("enregistré")
    assert Brouillon.objects.get().contenu["notes"] == ["CV relu ensemble."]


def test_a_text_that_was_refused_is_kept_without_typing_it_again(page, parcours, questions):
    adresse = _ouvrir(page, "entretien_creer", parcours)
    page.get_by_label("Notes", exact=True).fill("CV relu ensemble.")
    page.fill("[name=debut]", "")
    with page.expect_response(lambda reponse: reponse.url.endswith(adresse)) as refus:
        page.locator("main form[data-brouillon] button[type=submit]").first.click()
    assert refus.value.status == 422
    with page.expect_event("dialog"):
        _partir(page)
    expect(page.locator("[data-brouillon-etat]")).to_contain_text("enregistré")
    assert Brouillon.objects.get().contenu["notes"] == ["CV relu ensemble."]
    assert questions == ["beforeunload"]


def test_nothing_is_lost_by_leaving_where_one_signs_in(page):
    page.goto("/comptes/login/")
    page.fill("[name=login]", "aline@exemple.example")
    page.on("dialog", lambda _: pytest.fail("a question"))
    page.get_by_role("link", name="Connectez-vous par un code").click()
    page.wait_for_url("**/code/**")
