"""One's own phrases: kept, and inserted in a note where the cursor was."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from accompagnement.listes.phrase import phrases_de
from accompagnement.models.phrase import LONGUEUR_MAX, PHRASES_MAX
from tests.connexion import se_connecter
from tests.usines import AgentFactory, ParcoursFactory

pytestmark = pytest.mark.django_db
PAGE = reverse("accompagnement:phrases")


def test_they_are_kept_in_order_each_once_and_are_one_s_own(client, referent):
    client.post(PAGE, {"phrases": "Vu ce jour.\n\n  CV relu. \nVu ce jour.\n"})
    assert phrases_de(referent) == ["Vu ce jour.", "CV relu."]
    assert phrases_de(AgentFactory()) == []
    client.post(PAGE, {"phrases": ""})
    assert phrases_de(referent) == []


@pytest.mark.parametrize(
    ("saisie", "phrase"),
    [
        ("\n".join("abcdefghijklmnopqrstuvwxyzABCDE"), f"{PHRASES_MAX} phrases au plus"),
        ("x" * (LONGUEUR_MAX + 1), "une phrase par ligne"),
    ],
)
def test_too_many_or_too_long_is_refused_beside_the_field(client, referent, saisie, phrase):
    reponse = client.post(PAGE, {"phrases": saisie})
    assert reponse.status_code == 422 and phrase in reponse.text
    assert phrases_de(referent) == []


@pytest.mark.django_db(transaction=True)
def test_one_goes_where_the_cursor_was(page, client, referent):
    client.post(PAGE, {"phrases": "CV relu."})
    parcours = ParcoursFactory(actif=True, referent=referent, structure=referent.structure)
    se_connecter(page, referent)
    page.goto(reverse("accompagnement:entretien_creer", args=[parcours.pk]))
    notes = page.locator("#id_notes")
    notes.fill("Venue.  Motivée.")
    notes.evaluate("champ => champ.setSelectionRange(7, 7)")
    page.get_by_text("Mes phrases", exact=True).click()
    page.get_by_role("button", name="Insérer CV relu.").click()
    expect(notes).to_have_value("Venue. CV relu. Motivée.")
    expect(notes).to_be_focused()
