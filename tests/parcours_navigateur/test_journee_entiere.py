"""A whole day, from home to the last act: without a mouse, then with a thumb."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from accompagnement.enums import Presence
from accompagnement.models import Entretien, Memo
from tests.accessibilite import examiner
from tests.connexion import se_connecter
from tests.parcours_navigateur.test_journee import TELEPHONE, _tabuler_vers
from tests.usines import AgentFactory, EntretienFactory, MemoFactory, ParcoursFactory

pytestmark = pytest.mark.django_db(transaction=True)
# The least that a finger aims at (WCAG 2.5.8).
CIBLE = 24
PETITES = """() => [...document.querySelectorAll('main a, main button, main summary, main input')]
  .filter(e => e.checkVisibility() && !e.closest('p, li, td, th, dd, label, h1, h2, h3'))
  .map(e => [e.innerText || e.name, e.getBoundingClientRect()])
  .filter(([, b]) => b.width && Math.min(b.width, b.height) < %d).map(([nom]) => nom)"""


@pytest.fixture
def agent():
    return AgentFactory()


@pytest.fixture
def personnes(agent):
    """Two of today, and enough others for a person to be looked for."""
    suivi = {"actif": True, "structure": agent.structure, "referent": agent}
    for rang in range(27):
        ParcoursFactory(participant__nom=f"Autre{rang:02}", **suivi)
    venus = [ParcoursFactory(participant__nom=nom, **suivi) for nom in ("Benali", "Ziani")]
    for rang, parcours in enumerate(venus):
        EntretienFactory(
            parcours=parcours,
            agent=agent,
            debut=timezone.now() - timedelta(minutes=rang),
            presence=Presence.PREVU,
        )
    return venus


def _presser(page, cible):
    _tabuler_vers(page, cible)
    page.keyboard.press("Enter")


def test_a_day_without_a_mouse(page, agent, personnes):
    MemoFactory(pour=agent, auteur=agent, le=timezone.localdate(), texte="Rappeler la CAF")
    se_connecter(page, agent)
    # One who came, noted; the other excused in one press.
    _presser(page, page.get_by_role("link", name=re.compile("l'entretien.*BENALI", re.I)))
    expect(page.get_by_label("Notes", exact=True)).to_be_focused()
    page.keyboard.type("Venue. CV relu.")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("Entretien enregistré.")).to_be_visible()
    page.keyboard.press("g")
    page.keyboard.press("a")
    _presser(page, page.get_by_role("button", name=re.compile("Excusé")).first)
    expect(page.get_by_text("excusé").first).to_be_visible()
    # An appointment for a third, found by three letters.
    page.goto("/rendez-vous/creer/")
    champ = page.get_by_label("Personne (obligatoire)")
    _tabuler_vers(page, champ)
    page.keyboard.type("autre05")
    page.keyboard.press("Enter")
    page.keyboard.press("Control+Enter")
    page.wait_for_url(lambda adresse: "creer" not in adresse)
    # What was to be done today is.
    page.keyboard.press("g")
    page.keyboard.press("a")
    _presser(page, page.get_by_role("button", name=re.compile("Fait")).first)
    page.locator("#messages .alert").first.wait_for()
    etats = dict(Entretien.objects.values_list("parcours__participant__nom", "presence"))
    assert etats == {"Benali": "honore", "Ziani": "excuse", "Autre05": "prevu"}
    assert Memo.objects.get().fait_le


def test_a_day_with_a_thumb(page, agent, personnes):
    page.set_viewport_size(TELEPHONE)
    se_connecter(page, agent)
    examiner(page)
    assert page.evaluate(PETITES % CIBLE) == []
    page.get_by_role("button", name=re.compile("Venu")).first.click()
    page.get_by_text("honoré").first.wait_for()
    page.goto("/dossiers/?q=ziani")
    page.get_by_role("link", name=re.compile("^ziani ", re.I)).first.click()
    page.get_by_role("heading", level=1, name=re.compile("ziani", re.I)).wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") <= TELEPHONE["width"]
    assert page.evaluate(PETITES % CIBLE) == []
    page.get_by_role("link", name="Noter un entretien").first.click()
    page.get_by_label("Notes", exact=True).fill("Appelée, viendra lundi.")
    bouton = page.get_by_role("button", name="Enregistrer l'entretien")
    # Within reach without scrolling.
    expect(bouton).to_be_in_viewport(ratio=1)
    bouton.click()
    expect(page.get_by_text("Entretien enregistré.")).to_be_visible()
    assert Entretien.objects.filter(notes="Appelée, viendra lundi.").exists()
