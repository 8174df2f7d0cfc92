"""A référent's day in a browser: by the keyboard alone, and through a session that ends."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from accompagnement.enums import Presence
from accompagnement.models import Brouillon, Entretien
from tests.accessibilite import examiner
from tests.connexion import se_connecter
from tests.usines import (
    AgentFactory,
    EntretienFactory,
    EtapeFactory,
    ParcoursFactory,
    SeanceFactory,
)

pytestmark = pytest.mark.django_db(transaction=True)
TELEPHONE = {"width": 390, "height": 844}


@pytest.fixture
def agent():
    return AgentFactory()


@pytest.fixture
def parcours(agent):
    return ParcoursFactory(
        actif=True, structure=agent.structure, referent=agent, participant__nom="Benali"
    )


def _tabuler_vers(page, cible):
    """Press Tab until `cible` has the focus, as somebody without a mouse does."""
    for _ in range(60):
        if cible.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError("the keyboard does not reach it")


def test_from_home_to_a_recorded_entretien_by_the_keyboard_alone(page, agent, parcours):
    EtapeFactory(parcours=parcours, libelle="Permis B")
    prevu = EntretienFactory(
        parcours=parcours, agent=agent, debut=timezone.now(), presence=Presence.PREVU
    )
    se_connecter(page, agent)
    noter = page.get_by_role("link", name=re.compile("l'entretien"))
    _tabuler_vers(page, noter)
    page.keyboard.press("Enter")
    expect(page.get_by_label("Notes", exact=True)).to_be_focused()
    examiner(page)
    page.keyboard.type("CV relu ensemble.")
    etape = page.get_by_label("Permis B")
    _tabuler_vers(page, etape)
    page.keyboard.press("Space")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("Entretien enregistré.")).to_be_visible()
    prevu.refresh_from_db()
    assert (prevu.presence, prevu.notes) == (Presence.HONORE, "CV relu ensemble.")
    assert prevu.etapes.count() == 1


def _taper(page, texte, dit):
    """Type, then read what becomes of it without scrolling."""
    page.get_by_label("Notes", exact=True).press_sequentially(texte)
    etat = page.locator("[data-brouillon-etat]")
    expect(etat).to_contain_text(dit, timeout=8000)
    expect(etat).to_be_in_viewport(ratio=1)


def test_a_network_then_a_session_that_end_in_the_middle_of_a_note_give_it_back(
    page, agent, parcours
):
    page.set_viewport_size(TELEPHONE)
    se_connecter(page, agent)
    page.goto(reverse("accompagnement:entretien_creer", args=[parcours.pk]))
    etat = page.locator("[data-brouillon-etat]")
    _taper(page, "Avant. ", "Brouillon enregistré à")
    page.context.set_offline(True)
    _taper(page, "Pendant. ", "Pas de réseau")
    page.context.set_offline(False)
    page.context.clear_cookies(name="sessionid")
    _taper(page, "Après.", "Votre session a expiré")
    examiner(page)
    with page.expect_popup() as ouverture:
        etat.get_by_role("link").click()
    se_connecter(ouverture.value, agent)
    ouverture.value.close()
    page.evaluate("window.dispatchEvent(new Event('focus'))")
    expect(etat).to_have_text(re.compile("Brouillon enregistré à"), timeout=8000)
    assert Brouillon.objects.get().contenu["notes"] == ["Avant. Pendant. Après."]
    page.get_by_role("button", name="Enregistrer l'entretien").click()
    expect(page.get_by_text("Entretien enregistré.")).to_be_visible()
    assert Entretien.objects.get().notes == "Avant. Pendant. Après."
    assert not Brouillon.objects.exists()


def test_signed_in_again_elsewhere_one_press_sends(page, agent, parcours):
    se_connecter(page, agent)
    page.goto(reverse("accompagnement:entretien_creer", args=[parcours.pk]))
    page.context.clear_cookies(name="sessionid")
    page.get_by_label("Notes", exact=True).fill("Vue ce matin")
    etat = page.locator("[data-brouillon-etat]")
    expect(etat).to_contain_text("Votre session a expiré", timeout=8000)
    with page.expect_popup() as ouverture:
        etat.get_by_role("link").click()
    se_connecter(ouverture.value, agent)
    page.get_by_role("button", name="Enregistrer l'entretien").click()
    expect(page.get_by_text("Entretien enregistré.")).to_be_visible()
    assert Entretien.objects.get().notes == "Vue ce matin"


def test_a_draft_left_behind_is_offered_again(page, agent, parcours):
    page.set_viewport_size(TELEPHONE)
    se_connecter(page, agent)
    adresse = reverse("accompagnement:entretien_creer", args=[parcours.pk])
    page.goto(adresse)
    page.get_by_label("Notes", exact=True).press_sequentially("Vu ce matin")
    expect(page.locator("[data-brouillon-etat]")).to_contain_text("enregistré", timeout=8000)
    page.goto("/")
    page.goto(adresse)
    expect(page.get_by_text("n'a pas été envoyé")).to_be_visible()
    examiner(page)
    page.get_by_role("link", name="Reprendre").click()
    expect(page.get_by_label("Notes", exact=True)).to_have_value("Vu ce matin")
    page.goto(adresse)
    page.get_by_label("Notes", exact=True).press_sequentially("Autre chose")
    expect(page.locator("[data-brouillon-etat]")).to_contain_text("enregistré", timeout=8000)
    assert Brouillon.objects.count() == 2
    Brouillon.objects.exclude(contenu__notes=["Vu ce matin"]).delete()
    page.goto(adresse)
    page.get_by_role("button", name="Effacer").click()
    expect(page.get_by_text("Brouillon effacé.")).to_be_visible()
    assert not Brouillon.objects.exists()


def test_the_calendar_and_the_sessions_are_readable_by_all_and_on_a_phone(page, agent, parcours):
    demain = timezone.now() + timedelta(days=1)
    for minutes in (0, 30):
        EntretienFactory(
            parcours=parcours,
            agent=agent,
            debut=demain + timedelta(minutes=minutes),
            presence=Presence.PREVU,
        )
    seance = SeanceFactory(animateur=agent, debut=demain)
    seance.participations.create(parcours=parcours)
    page.set_viewport_size(TELEPHONE)
    se_connecter(page, agent)
    for adresse in (
        f"/rendez-vous/?jour={timezone.localtime(demain):%Y-%m-%d}",
        "/rendez-vous/?vue=semaine",
        "/rendez-vous/creer/",
        "/rendez-vous/agenda/",
        "/seances/",
        f"/seances/{seance.pk}/",
    ):
        page.goto(adresse)
        examiner(page)
