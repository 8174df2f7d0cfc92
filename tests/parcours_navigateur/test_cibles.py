"""What is pressed all day is not missed: targets of a list, in rows that stay low, in cards that
stay short on a phone."""

import pytest
from django.urls import reverse

from accompagnement.enums import Presence, Statut
from tests.connexion import se_connecter
from tests.usines import AgentFactory, EntretienFactory, ParcoursFactory

pytestmark = pytest.mark.django_db(transaction=True)
MESURES = """() => ({
    rangees: [...document.querySelectorAll(".dense tbody tr")].map(r => r.offsetHeight),
    liens: [...document.querySelectorAll(".dense tbody a")]
        .filter(lien => lien.getBoundingClientRect().height < 24).map(lien => lien.outerHTML),
    coupes: [...document.querySelectorAll(".dense .badge-statut")]
        .filter(badge => badge.scrollWidth > badge.clientWidth).map(badge => badge.innerText),
})"""


def test_the_links_of_a_list_are_24_pixels_high_in_rows_of_36(page):
    agent = AgentFactory()
    actif, _ = (
        ParcoursFactory(
            statut=statut, date_entree="2025-01-15", structure=agent.structure, referent=agent
        )
        for statut in (Statut.ACTIF, Statut.EN_EMPLOI)
    )
    EntretienFactory(parcours=actif, agent=agent, presence=Presence.PREVU)
    se_connecter(page, agent)
    page.set_viewport_size({"width": 1366, "height": 768})
    page.goto(reverse("accompagnement:dossiers"))
    lu = page.evaluate(MESURES)
    assert len(lu["rangees"]) == 2 and max(lu["rangees"]) <= 37, lu
    assert (lu["liens"], lu["coupes"]) == ([], [])
    assert page.get_by_title(Statut.EN_EMPLOI.label).is_visible()


def test_on_a_phone_a_dossier_takes_few_lines_and_none_for_what_says_nothing(page):
    agent = AgentFactory()
    parcours = ParcoursFactory(
        actif=True,
        structure=agent.structure,
        referent=agent,
        participant__telephone="06 39 98 21 15",
    )
    se_connecter(page, agent)
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(reverse("accompagnement:dossiers"))
    carte = page.get_by_role("row").filter(has_text=str(parcours.participant))
    telephone = carte.get_by_role("link", name="06 39 98 21 15").bounding_box()
    assert telephone["y"] == pytest.approx(carte.get_by_text("Actif").bounding_box()["y"], abs=6)
    assert telephone["height"] < 30
    vides = carte.locator("td").filter(has_text="–")
    assert vides.count() > 0
    assert not any(vide.is_visible() for vide in vides.all())
    assert carte.bounding_box()["height"] <= 110
