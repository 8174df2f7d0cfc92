"""What a bar that sticks covers, what 400 % of zoom cuts, what the reader's own colours hide."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from accompagnement.enums import Presence
from accompagnement.enums.notification import Notifie
from accompagnement.models import Notification
from plie.comptes.enums import Role
from plie.comptes.models import Agent
from tests.accessibilite import DEBORDER, examiner
from tests.connexion import se_connecter
from tests.conventions import publies
from tests.usines import (
    AgentFactory,
    EmploiFactory,
    EntretienFactory,
    ObjectifFactory,
    ParcoursFactory,
    PieceFactory,
    ValeurFactory,
)

pytestmark = pytest.mark.django_db(transaction=True)
# As wide as 1280 pixels at 400 %.
DEUX_HEURES = timedelta(hours=2)
AU_QUADRUPLE = {"width": 320, "height": 400}
TELEPHONE = {"width": 390, "height": 844}
ANNEE = "debut=2025-01-01&fin=2025-12-31"
TOUT_OUVRIR = "document.querySelectorAll('main details').forEach(d => { d.open = true })"
# What scrolls sideways inside the page, though the page does not.
DEFILER = """() => [...document.querySelectorAll("main *")]
    .filter(e => e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).overflowX !== "visible")
    .filter(e => !e.closest(".visually-hidden"))
    .map(e => e.outerHTML.slice(0, 120))"""
# A number alone on its line says nothing.
SANS_ENTETE = """() => [...document.querySelectorAll("main .table-liste td.nombre")]
    .filter(e => e.innerText.trim() && !e.dataset.libelle)
    .map(e => e.closest("tr").innerText)"""
ALIGNEMENTS = """() => [...new Set([...document.querySelectorAll("main .en-fiches tbody td")]
    .map(e => getComputedStyle(e).textAlign))]"""
# In a text of several lines, the browser brings that of the caret alone into sight.
COUVERT = """() => {
    const foyer = document.activeElement;
    const place = foyer.getBoundingClientRect();
    if (!place.width || foyer.matches("body, header *, .lien-evitement")) return null;
    const barres = [...document.querySelectorAll(".entete-dossier, .barre-enregistrer")];
    if (barres.some(barre => barre.contains(foyer))) return null;
    const milieu = place.left + Math.min(place.width / 2, 40);
    const dessus = [place.top + 1, Math.min(place.bottom, place.top + 24) - 1]
        .map(y => document.elementFromPoint(milieu, y));
    return dessus.some(e => e && barres.some(barre => barre.contains(e)))
        ? foyer.outerHTML.slice(0, 120) : null;
}"""


@pytest.fixture
def agent():
    return AgentFactory()


@pytest.fixture
def parcours(agent):
    return ParcoursFactory(
        actif=True,
        structure=agent.structure,
        referent=agent,
        participant__nom="Vandenbroucke-Lesniewski",
        participant__prenom="Marie-Antoinette",
        participant__email="marie-antoinette.vandenbroucke@exemple.example",
    )


def _tabuler(page, touche, fois):
    for _ in range(fois):
        page.keyboard.press(touche)
        couvert = page.evaluate(COUVERT)
        assert couvert is None, f"{touche}, {page.viewport_size}: {couvert}"


@pytest.mark.parametrize("taille", [(1366, 768), (970, 620)])
def test_the_header_of_a_dossier_never_covers_what_has_the_focus(page, agent, parcours, taille):
    for rang in range(12):
        EntretienFactory(
            parcours=parcours, agent=agent, debut=timezone.now() - timedelta(days=rang)
        )
    se_connecter(page, agent)
    page.set_viewport_size(dict(zip(("width", "height"), taille, strict=True)))
    page.goto(reverse("accompagnement:dossier", args=[parcours.participant_id]))
    _tabuler(page, "Tab", 50)
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    _tabuler(page, "Shift+Tab", 50)


@pytest.mark.parametrize("taille", [(1366, 768), (390, 560)])
def test_the_bar_of_an_entretien_never_covers_what_has_the_focus(page, agent, parcours, taille):
    for _ in range(2):
        EntretienFactory(
            parcours=parcours, agent=agent, debut=timezone.now(), presence=Presence.PREVU
        )
    entretien = parcours.entretiens.earliest("pk")
    se_connecter(page, agent)
    page.set_viewport_size(dict(zip(("width", "height"), taille, strict=True)))
    page.goto(reverse("accompagnement:entretien_modifier", args=[entretien.pk]))
    _tabuler(page, "Tab", 20)


def test_what_is_searched_takes_the_whole_bar_and_gives_it_back(page, agent, parcours):
    # So many found that their list scrolls: the browser would stop there, then close it.
    ParcoursFactory.create_batch(
        8, actif=True, structure=agent.structure, referent=agent, participant__nom="Vandenbroucke"
    )
    se_connecter(page, agent)
    page.set_viewport_size({"width": 390, "height": 300})
    page.goto("/")
    page.get_by_role("combobox", name="Rechercher").click()
    page.keyboard.type("vandenbroucke")
    page.get_by_role("option").nth(4).wait_for()
    assert page.locator("#recherche-globale").bounding_box()["width"] > 340
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "barre-cloche"
    assert page.locator("#recherche-globale").bounding_box()["width"] < 200


def test_the_bar_of_an_entretien_takes_two_lines_of_a_phone(page, agent, parcours):
    longue = {"participant__nom": "Vandenbroucke-Lesniewski", "participant__prenom": "Anne-Sophie"}
    autre = ParcoursFactory(actif=True, structure=agent.structure, referent=agent, **longue)
    entretien, _ = (
        EntretienFactory(
            parcours=suivi, agent=agent, debut=timezone.now() - DEUX_HEURES, presence=Presence.PREVU
        )
        for suivi in (parcours, autre)
    )
    se_connecter(page, agent)
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(reverse("accompagnement:entretien_modifier", args=[entretien.pk]))
    barre = page.locator(".barre-enregistrer")
    barre.evaluate(
        "barre => { barre.querySelector('[data-brouillon-etat]').textContent ="
        " 'Brouillon enregistré à 10:36' }"
    )
    hauteurs = [barre.get_by_role("button").nth(rang).bounding_box() for rang in (0, 1)]
    assert hauteurs[0]["y"] == hauteurs[1]["y"]
    assert barre.bounding_box()["height"] <= 88
    for vu in (barre.get_by_text("Brouillon enregistré"), barre.get_by_role("link", name="Retour")):
        assert vu.bounding_box()["y"] + 20 < hauteurs[0]["y"]
    assert page.evaluate(DEBORDER) <= 0


@pytest.mark.parametrize("nom", ["dossier", "dossier_pieces", "dossier_historique"])
def test_the_tabs_of_a_dossier_take_one_line_of_a_phone_with_the_open_one_in_sight(
    page, agent, parcours, nom
):
    se_connecter(page, agent)
    page.set_viewport_size(TELEPHONE)
    page.goto(reverse(f"accompagnement:{nom}", args=[parcours.participant_id]))
    onglets = page.locator(".onglets a")
    places = [onglet.bounding_box() for onglet in onglets.all()]
    assert len(places) > 5 and len({place["y"] for place in places}) == 1
    assert min(place["height"] for place in places) >= 24
    ouvert = page.locator(".onglets [aria-current]")
    expect(ouvert).to_be_in_viewport(ratio=0.98)
    examiner(page)
    # The keyboard brings each into sight, there and back.
    ouvert.focus()
    for touche in ["Tab"] * len(places) + ["Shift+Tab"] * len(places):
        page.keyboard.press(touche)
        foyer = page.locator(".onglets a:focus")
        if foyer.count():
            expect(foyer).to_be_in_viewport(ratio=0.98)


def test_every_figure_is_read_on_a_phone_without_scrolling_sideways(page):
    """Tables are stacked, each number beside its header; charts are as wide as the screen."""
    ParcoursFactory(actif=True, date_entree=date(2025, 3, 10), criteres=["rqth"])
    ParcoursFactory(sorti=True)
    compteur = ObjectifFactory(manuel=True, cible=4)
    ValeurFactory(objectif=compteur)
    se_connecter(page, AgentFactory(role=Role.DIRECTION))
    page.set_viewport_size(TELEPHONE)
    rapport = publies.en_preparation(date(2025, 6, 1))
    for adresse in (
        "/",
        f"/indicateurs/?{ANNEE}&ventilation=structure",
        f"/indicateurs/taux_sorties_positives/?{ANNEE}&ventilation=referent",
        "/indicateurs/trajectoires/?le=2025-12-31",
        f"/rapports/{rapport.pk}/",
        f"/conventions/{compteur.convention_id}/",
        f"/objectifs/{compteur.pk}/",
    ):
        assert page.goto(adresse).status == 200, adresse
        page.evaluate(TOUT_OUVRIR)
        assert page.evaluate(DEBORDER) <= 0, adresse
        assert page.evaluate(DEFILER) == [], adresse
        assert page.evaluate(SANS_ENTETE) == [], adresse
        assert page.evaluate(ALIGNEMENTS) in ([], ["left"]), adresse


def test_what_proves_an_exit_has_the_widest_column_of_the_list(page):
    validatrice = AgentFactory(role=Role.GESTIONNAIRE_FSE)
    sorti = ParcoursFactory(sorti=True)
    emploi = EmploiFactory(parcours=sorti, heures_hebdo=35)
    PieceFactory(
        participant=sorti.participant,
        parcours=sorti,
        emploi=emploi,
        type="bulletin",
        verifiee_par=validatrice,
        verifiee_le=date(2025, 7, 1),
    )
    se_connecter(page, validatrice)
    page.set_viewport_size({"width": 1366, "height": 768})
    page.goto(f"/indicateurs/sorties_positives/dossiers/?{ANNEE}")
    colonnes = page.locator("thead th")
    largeurs = [colonne.bounding_box()["width"] for colonne in colonnes.all()]
    assert max(largeurs) == largeurs[-1] > 230
    assert page.evaluate(DEFILER) == []


@pytest.mark.parametrize("nom", ["accueil", "dossiers", "rendez_vous"])
def test_nothing_scrolls_sideways_at_400_per_cent(page, agent, parcours, nom):
    Agent.objects.filter(pk=agent.pk).update(prenom="Marie-Christine")
    for suivi in ParcoursFactory.create_batch(
        3, actif=True, structure=agent.structure, referent=agent
    ):
        Notification.objects.create(
            destinataire=agent, nature=Notifie.DECISION, parcours=suivi, precision="maintenu"
        )
    EntretienFactory(parcours=parcours, agent=agent, debut=timezone.now(), presence=Presence.PREVU)
    se_connecter(page, agent)
    page.set_viewport_size(AU_QUADRUPLE)
    page.goto("/" if nom == "accueil" else reverse(f"accompagnement:{nom}"))
    assert page.evaluate(DEBORDER) <= 0


def test_the_colours_of_the_reader_still_tell_the_full_from_the_empty(page, agent, parcours):
    se_connecter(page, agent)
    page.emulate_media(forced_colors="active")
    page.goto(reverse("accompagnement:dossier", args=[parcours.participant_id]))
    page.evaluate(
        "document.querySelector('main').insertAdjacentHTML('beforeend',"
        ' \'<span class="jauge"><i class="pleine"></i><i></i></span>\')'
    )
    fond = "element => getComputedStyle(element).backgroundColor"
    for choisi, autre in (
        (".jauge i.pleine", ".jauge i:not(.pleine)"),
        (".onglets [aria-current]", ".onglets a:not([aria-current])"),
        (".puces [aria-current]", ".puces a:not([aria-current])"),
        (".barre-menu [aria-current]", ".barre-menu a:not([aria-current])"),
    ):
        fonds = [page.locator(ou).first.evaluate(fond) for ou in (choisi, autre)]
        assert fonds[0] != fonds[1], choisi
