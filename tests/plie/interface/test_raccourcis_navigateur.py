"""The quick ways, in a browser and without a mouse."""

import re

import pytest
from playwright.sync_api import expect

from tests.accessibilite import examiner
from tests.connexion import se_connecter
from tests.usines import AgentFactory, ParcoursFactory, StructureFactory

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


@pytest.fixture
def bureau(page, agent, parcours):
    se_connecter(page, agent)
    return page


def champ(page):
    return page.locator("#recherche-globale")


def test_a_slash_and_a_few_letters_open_a_dossier(bureau, parcours):
    StructureFactory(nom="Association Benalie")
    bureau.keyboard.press("/")
    expect(champ(bureau)).to_be_focused()
    bureau.keyboard.type("bena")
    liste = bureau.get_by_role("listbox", name="Résultats")
    expect(liste.get_by_role("option")).to_have_count(3)
    expect(bureau.locator("#recherche-annonce")).to_have_text("Personnes : 1. Structures : 1.")
    bureau.keyboard.press("ArrowDown")
    choisie = liste.get_by_role("option", selected=True)
    expect(choisie).to_contain_text("Benali Dominique")
    assert champ(bureau).get_attribute("aria-activedescendant") == choisie.get_attribute("id")
    examiner(bureau)
    bureau.keyboard.press("Escape")
    expect(liste).to_be_hidden()
    expect(champ(bureau)).to_have_attribute("aria-expanded", "false")
    bureau.keyboard.press("ArrowDown")
    bureau.keyboard.press("Enter")
    bureau.wait_for_url(f"/dossiers/{parcours.participant_id}/")


def test_enter_without_a_choice_leads_to_the_list(bureau):
    bureau.keyboard.press("/")
    bureau.keyboard.type("benali")
    bureau.keyboard.press("Enter")
    bureau.wait_for_url("/dossiers/?portee=tous&statut=tous&q=benali")
    expect(bureau.locator("#liste tbody tr")).to_have_count(1)


def test_all_the_results_are_on_a_page_whose_address_names_nobody(bureau):
    def au_clavier(_option):
        bureau.keyboard.press("ArrowUp")
        bureau.keyboard.press("Enter")

    for suivre in (lambda option: option.click(), au_clavier):
        bureau.goto("/")
        bureau.keyboard.press("/")
        bureau.keyboard.type("benali")
        option = bureau.get_by_role("option", name="Tous les résultats")
        option.wait_for()
        suivre(option)
        bureau.wait_for_url("/recherche/")
        expect(bureau.locator("main").get_by_role("link", name="Benali Dominique")).to_be_visible()


def test_an_empty_field_offers_the_dossiers_opened_last(bureau, parcours):
    bureau.goto(f"/dossiers/{parcours.participant_id}/")
    bureau.keyboard.press("/")
    expect(bureau.get_by_role("group", name="Dossiers ouverts récemment")).to_be_visible()
    bureau.goto("/")
    expect(bureau.get_by_role("heading", name="Dossiers ouverts récemment")).to_be_visible()


def test_letters_lead_from_screen_to_screen(bureau, parcours):
    bureau.keyboard.type("gd")
    bureau.wait_for_url("/dossiers/")
    bureau.keyboard.press("j")
    expect(bureau.get_by_role("link", name="Benali Dominique", exact=True)).to_be_focused()
    bureau.keyboard.press("Enter")
    bureau.wait_for_url(f"/dossiers/{parcours.participant_id}/")
    bureau.keyboard.type("ne")
    bureau.wait_for_url(f"/parcours/{parcours.pk}/entretiens/creer/")
    bureau.get_by_label("Notes", exact=True).fill("")
    bureau.keyboard.type("gagner du temps ? oui / non")
    expect(bureau.get_by_label("Notes", exact=True)).to_have_value("gagner du temps ? oui / non")
    expect(bureau.get_by_role("dialog")).to_be_hidden()


def test_any_form_is_sent_from_its_fields(bureau, parcours):
    bureau.goto(f"/dossiers/{parcours.participant_id}/modifier/")
    bureau.get_by_label("Téléphone").fill("06 39 98 00 00")
    bureau.keyboard.press("Control+Enter")
    expect(bureau.get_by_text("Identité enregistrée.")).to_be_visible()


def test_the_sheet_lists_what_the_page_has_and_turns_letters_off(bureau, parcours):
    bureau.goto(f"/dossiers/{parcours.participant_id}/")
    bureau.keyboard.press("?")
    feuille = bureau.get_by_role("dialog", name="Raccourcis clavier")
    expect(feuille).to_contain_text("Noter un entretien")
    expect(feuille).to_contain_text(re.compile(r"g\s+d\s+Dossiers"))
    examiner(bureau)
    bureau.keyboard.type("gd")
    expect(feuille).to_be_visible()
    feuille.get_by_role("switch").press("Space")
    bureau.keyboard.press("Escape")
    expect(feuille).to_be_hidden()
    bureau.reload()
    bureau.keyboard.press("?")
    bureau.keyboard.press("/")
    expect(feuille).to_be_hidden()
    expect(champ(bureau)).not_to_be_focused()
    bureau.locator(".barre-compte summary").press("Enter")
    bureau.get_by_role("link", name="Raccourcis clavier").press("Enter")
    feuille.get_by_role("switch").press("Space")
    expect(feuille.get_by_role("switch")).to_be_checked()
    bureau.keyboard.press("Escape")
    expect(feuille).to_be_hidden()
    bureau.reload()
    bureau.keyboard.press("/")
    expect(champ(bureau)).to_be_focused()


def test_the_keyboard_starts_by_skipping_the_bar(bureau):
    bureau.keyboard.press("Tab")
    expect(bureau.get_by_role("link", name="Aller au contenu")).to_be_focused()
    bureau.keyboard.press("Enter")
    expect(bureau.locator("main")).to_be_focused()


def test_the_help_and_the_search_are_readable_by_all_and_on_a_phone(bureau):
    adresses = (
        "/aide/",
        "/aide/?q=sortie",
        "/aide/?q=zzzz",
        "/aide/listes/",
        "/aide/raccourcis/",
    )
    for taille in (None, TELEPHONE):
        if taille:
            bureau.set_viewport_size(taille)
        for adresse in adresses:
            bureau.goto(adresse)
            examiner(bureau)
        for texte, titre in (("benali", "Personnes (1)"), ("zzzzzz", "Rien ne correspond")):
            bureau.goto("/recherche/")
            bureau.locator("main").get_by_role("searchbox").fill(texte)
            bureau.get_by_role("button", name="Chercher").click()
            bureau.get_by_text(titre).wait_for()
            examiner(bureau)


def test_on_a_phone_the_menu_folds_behind_one_button(bureau):
    bureau.set_viewport_size(TELEPHONE)
    lien = bureau.get_by_role("link", name="Dossiers", exact=True)
    expect(lien).to_be_hidden()
    bouton = bureau.locator(".barre-menu-replie summary")
    assert bureau.locator("header.barre").bounding_box()["height"] < 70
    assert bouton.bounding_box()["height"] >= 44
    bouton.press("Enter")
    expect(lien).to_be_visible()
    examiner(bureau)
    bureau.keyboard.press("Escape")
    expect(lien).to_be_hidden()
    expect(bouton).to_be_focused()
