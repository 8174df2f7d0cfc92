"""Choosing in what is long: by typing, with the keyboard, and as before without JavaScript."""

from pathlib import Path

import pytest
from django import forms
from django.urls import reverse
from playwright.sync_api import expect

from accompagnement.models import Entretien
from offres.models import Contact
from tests.accessibilite import examiner
from tests.connexion import se_connecter
from tests.usines import AgentFactory, EtablissementFactory, ParcoursFactory, SeanceFactory

pytestmark = pytest.mark.django_db(transaction=True)
PLANIFIER = reverse("accompagnement:rendez_vous_creer")


@pytest.fixture
def referent():
    """Who follows more people than one looks through."""
    agent = AgentFactory()
    champs = {"actif": True, "referent": agent, "structure": agent.structure}
    for rang in range(27):
        ParcoursFactory(participant__nom=f"Salomez{rang:02}", **champs)
    ParcoursFactory(participant__nom="Éluard", participant__prenom="Zoé", **champs)
    return agent


def test_a_person_is_chosen_by_a_few_letters_and_enter(page, referent):
    se_connecter(page, referent)
    page.goto(PLANIFIER)
    champ = page.get_by_label("Personne (obligatoire)")
    champ.focus()
    page.keyboard.type("salom")
    expect(page.locator("#id_parcours_volet [role=option]")).to_have_count(27)
    examiner(page)
    champ.fill("")
    page.keyboard.type("eluard")
    expect(page.get_by_role("option", name="ÉLUARD Zoé, née le")).to_have_attribute(
        "aria-selected", "true"
    )
    page.keyboard.press("Enter")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(champ).to_have_value("Éluard Zoé, née le 20/05/1985")
    page.get_by_role("button", name="Planifier").click()
    page.get_by_text("ÉLUARD").first.wait_for()
    assert Entretien.objects.get().parcours.participant.nom == "Éluard"


def test_escape_gives_back_what_was_chosen_and_arrows_move(page, referent):
    se_connecter(page, referent)
    page.goto(PLANIFIER)
    champ = page.get_by_label("Personne (obligatoire)")
    champ.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    choisie = champ.input_value()
    assert choisie
    page.keyboard.type("zzz")
    expect(page.get_by_text("Rien ne correspond.").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(champ).to_have_value(choisie)


def test_the_contacts_of_an_offer_are_those_of_its_employer(page, referent):
    leroux, martin = (EtablissementFactory(nom=nom) for nom in ("Leroux", "Martin"))
    for rang in range(30):
        Contact.objects.create(etablissement=martin, nom=f"Contact {rang:02}")
    nadia = Contact.objects.create(etablissement=leroux, nom="Nadia")
    se_connecter(page, referent)
    page.goto(reverse("offres:offre_creer"))
    contact = page.get_by_role("combobox", name="Contact")
    expect(contact).to_be_hidden()
    page.get_by_label("Employeur").select_option(label=str(leroux))
    contact.click()
    page.get_by_role("option", name="Nadia").click()
    expect(page.locator("#id_contact_volet [role=option]")).to_have_count(2)
    expect(page.locator("[name=contact]")).to_have_value(str(nadia.pk))
    page.get_by_label("Employeur").select_option(label=str(martin))
    expect(page.locator("[name=contact]")).to_have_value("")
    expect(contact).to_have_value("")
    contact.click()
    expect(page.locator("#id_contact_volet [role=option]")).to_have_count(31)


def test_several_people_are_chips_that_are_taken_off(page, referent):
    seance = SeanceFactory(animateur=referent)
    se_connecter(page, referent)
    page.goto(reverse("accompagnement:seance", args=[seance.pk]))
    champ = page.get_by_role("combobox", name="Personnes à inscrire")
    for lettres in ("salomez03", "zoe", "salomez11"):
        champ.fill("")
        champ.press_sequentially(lettres)
        page.keyboard.press("Enter")
    examiner(page)
    page.get_by_role("button", name="Retirer SALOMEZ03").click()
    expect(champ).to_be_focused()
    page.get_by_role("button", name="Inscrire").click()
    page.get_by_role("heading", name="Personnes inscrites").wait_for()
    inscrits = seance.participations.values_list("parcours__participant__nom", flat=True)
    assert set(inscrits) == {"Éluard", "Salomez11"}


def test_a_known_employer_brings_its_siret_and_another_is_typed(page, referent):
    EtablissementFactory(nom="Forges du Nord", siret="73282932000074")
    parcours = ParcoursFactory(actif=True, referent=referent, structure=referent.structure)
    se_connecter(page, referent)
    page.goto(reverse("accompagnement:parcours_signer_emploi", args=[parcours.pk]))
    champ = page.get_by_role("combobox", name="Employeur")
    champ.press_sequentially("forg")
    page.get_by_role("option", name="Forges du Nord").wait_for()
    page.keyboard.press("ArrowDown")
    page.evaluate(
        "() => { window.recu = new Promise((fini) =>"
        " document.addEventListener('htmx:afterSettle', () => fini(true), {once: true})); }"
    )
    page.keyboard.press("Enter")
    expect(champ).to_have_value("Forges du Nord")
    expect(page.get_by_label("SIRET")).to_have_value("73282932000074")
    # The server is asked about what was chosen too: nothing opens again.
    assert page.evaluate("window.recu")
    expect(page.get_by_role("listbox")).to_be_hidden()
    champ.fill("Forges du Nord, agence de Lens")
    expect(page.get_by_label("SIRET")).to_have_value("73282932000074")
    champ.fill("Une autre")
    expect(champ).to_have_value("Une autre")
    expect(page.get_by_label("SIRET")).to_have_value("")


def test_no_page_draws_a_long_list_of_its_own():
    """Long lists are drawn by the widgets, which say that they are long."""
    fautifs = [
        str(gabarit)
        for dossier in ("templates", "accompagnement", "offres", "conventions", "plie")
        for gabarit in Path(dossier).rglob("*.html")
        if "jinja2" not in gabarit.parts and "<select" in gabarit.read_text()
    ]
    assert fautifs == []


@pytest.mark.parametrize(("nombre", "est_longue"), [(25, False), (26, True)])
def test_beyond_twenty_five_a_list_is_typed(nombre, est_longue):
    class Formulaire(forms.Form):
        une = forms.ChoiceField(choices=[(n, n) for n in range(nombre)])
        plusieurs = forms.MultipleChoiceField(
            choices=[(n, n) for n in range(nombre)], widget=forms.CheckboxSelectMultiple
        )

    assert str(Formulaire()).count("data-suggestions") == 2 * est_longue


def test_without_javascript_the_list_is_a_list(navigateur, live_server, referent):
    contexte = navigateur.new_context(base_url=live_server.url, java_script_enabled=False)
    page = contexte.new_page()
    se_connecter(page, referent)
    page.goto(PLANIFIER)
    page.get_by_label("Personne (obligatoire)").select_option(index=3)
    contexte.close()
