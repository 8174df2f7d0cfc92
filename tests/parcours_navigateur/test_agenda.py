"""An appointment taken with the mouse to another half hour."""

from datetime import datetime, time, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from accompagnement.enums import Presence
from accompagnement.models import Entretien
from tests.connexion import se_connecter
from tests.usines import AgentFactory, CoordinationFactory, EntretienFactory, ParcoursFactory

pytestmark = pytest.mark.django_db(transaction=True)


def _lundi_prochain():
    aujourd_hui = timezone.localdate()
    return aujourd_hui + timedelta(days=7 - aujourd_hui.weekday())


def _a(jour, heure):
    return timezone.make_aware(datetime.combine(jour, time(heure)))


def _prevu(referent, jour, heure=10):
    parcours = ParcoursFactory(actif=True, referent=referent, structure=referent.structure)
    return EntretienFactory(
        parcours=parcours, agent=referent, debut=_a(jour, heure), presence=Presence.PREVU
    )


def _semaine(page, jour, **filtres):
    suite = "".join(f"&{nom}={valeur}" for nom, valeur in filtres.items())
    page.goto(f"{reverse('accompagnement:rendez_vous')}?vue=semaine&jour={jour}{suite}")


def test_an_appointment_is_dropped_on_a_free_half_hour_and_the_week_comes_back(page):
    referent, lundi = AgentFactory(), _lundi_prochain()
    prevu, mardi = _prevu(referent, lundi), lundi + timedelta(days=1)
    se_connecter(page, referent)
    _semaine(page, lundi)
    page.locator("[draggable=true]").drag_to(
        page.locator(f'.libre:has([href*="debut={mardi}T14:00"])')
    )
    expect(page.get_by_label("Nouvelle date et heure")).to_have_value(f"{mardi}T14:00")
    page.get_by_role("button", name="Déplacer le rendez-vous").click()
    expect(page.get_by_text("Rendez-vous déplacé.")).to_be_visible()
    expect(page.get_by_role("link", name="Semaine", exact=True)).to_have_attribute(
        "aria-current", "page"
    )
    assert Entretien.objects.get(pk=prevu.pk).debut == _a(mardi, 14)


def test_what_is_held_or_a_colleague_s_hour_takes_nothing(page):
    referent, autre, lundi = AgentFactory(), AgentFactory(), _lundi_prochain()
    prevu = _prevu(referent, lundi)
    se_connecter(page, CoordinationFactory())
    _semaine(page, lundi, agent=referent.pk, avec=autre.pk)
    libres = page.locator(f'.libre:has([href*="debut={lundi}T14:00"])')
    expect(libres).to_have_count(2)
    ici = page.url
    page.locator("[draggable=true]").drag_to(libres.nth(1))
    assert page.url == ici
    expect(page.locator(".visee")).to_have_count(0)
    page.locator("[draggable=true]").drag_to(libres.nth(0))
    expect(page.get_by_label("Nouvelle date et heure")).to_have_value(f"{lundi}T14:00")
    assert Entretien.objects.get(pk=prevu.pk).debut == _a(lundi, 10)
    page.get_by_role("button", name="Déplacer le rendez-vous").click()
    expect(page.get_by_text("Rendez-vous déplacé.")).to_be_visible()
    for agent in (referent, autre):
        assert page.locator(f'[data-agenda="{agent.pk}"]').count() > 0


@pytest.mark.parametrize("largeur", [1366, 390])
def test_a_full_day_is_read_whole_beside_its_hour_with_the_button_in_sight(page, largeur):
    referent, lundi = AgentFactory(), _lundi_prochain()
    for heure in range(9, 17):
        prevu = _prevu(referent, lundi, heure)
    se_connecter(page, referent)
    page.set_viewport_size({"width": largeur, "height": 768 if largeur > 390 else 844})
    page.goto(reverse("accompagnement:entretien_deplacer", args=[prevu.pk]))
    journee = page.locator(".journee > p")
    expect(journee).to_contain_text("16:00–18:00")
    champ = page.get_by_label("Nouvelle date et heure").bounding_box()
    place = journee.bounding_box()
    assert (place["x"] > champ["x"] + champ["width"]) == (largeur > 390)
    if largeur > 390:
        assert journee.evaluate("p => p.scrollHeight <= p.clientHeight")
    bouton = page.get_by_role("button", name="Déplacer le rendez-vous")
    expect(bouton).to_be_in_viewport(ratio=1)


def test_a_half_hour_is_found_under_the_words_of_its_link(page):
    """The target of what is dragged over them is the text itself, in Firefox."""
    referent, lundi = AgentFactory(), _lundi_prochain()
    _prevu(referent, lundi)
    se_connecter(page, referent)
    _semaine(page, lundi)
    page.evaluate("""() => {
      const dire = (ou, nom) => ou.dispatchEvent(new DragEvent(
        nom, { bubbles: true, cancelable: true, dataTransfer: new DataTransfer() }));
      dire(document.querySelector("[draggable=true]"), "dragstart");
      dire(document.querySelector(".libre a").firstChild, "dragover");
    }""")
    expect(page.locator(".visee")).to_have_count(1)
