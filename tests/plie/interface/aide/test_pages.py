"""The help: every page reads well, every screen has one, every word finds them."""

import re

import pytest
from django.template.loader import render_to_string
from django.urls import get_resolver
from django.utils.html import strip_tags

from plie.interface.aide.chercher import chercher
from plie.interface.aide.pages import ecrans, pages, rubriques
from tests.usines import AgentFactory

# What is no screen: files, fragments of a page, and what a button of another screen sends.
SANS_ECRAN = {
    "accompagnement:dossiers_exporter",
    "accompagnement:dossier_doublons",
    "accompagnement:metiers",
    "accompagnement:brouillon",
    "accompagnement:brouillon_effacer",
    "accompagnement:agenda_flux",
    "accompagnement:courriels_refuser",
    "accompagnement:seance_emargement",
    "accompagnement:commission_releve",
    "accompagnement:piece",
    "accompagnement:piece_voir",
    "accompagnement:orientation_piece",
    "accompagnement:parcours_fiche",
    "accompagnement:parcours_contrat",
    "accompagnement:parcours_relais",
    "accompagnement:courrier_imprimer",
    "accompagnement:courriers_lot_imprimer",
    "accompagnement:import_rejets",
    "accompagnement:import_modele",
    "accompagnement:selection_exporter",
    "conventions:controle_nombres",
    "conventions:indicateurs_exporter",
    "conventions:indicateur_dossiers_exporter",
    "conventions:objectif_dossiers_exporter",
    "conventions:rapport_fichier",
    "conventions:rapport_remettre",
    "conventions:commentaires_brouillon",
    "conventions:commentaires_brouillon_effacer",
    "administration:visite",
    "offres:employeurs_proposer",
    "offres:metiers",
    "offres:offre_logo",
}


def _routes(espace):
    _, resolveur = get_resolver().namespace_dict[espace]
    return {f"{espace}:{motif.name}" for motif in resolveur.url_patterns}


@pytest.mark.parametrize(
    "espace", ["accompagnement", "administration", "conventions", "offres", "partenaires"]
)
def test_every_screen_has_its_page(espace):
    assert _routes(espace) - ecrans().keys() - SANS_ECRAN == set(), (
        "say in the app's aide.py which page of help speaks of these screens"
    )


def test_no_page_speaks_of_a_screen_that_is_gone():
    connus = _routes("accompagnement") | _routes("conventions") | _routes("interface")
    connus |= _routes("offres") | _routes("partenaires") | _routes("administration")
    assert {ecran for ecran in ecrans() if ":" in ecran} - connus == set()


@pytest.mark.parametrize("page", pages().values(), ids=pages())
def test_a_page_is_short_and_says_something(page):
    mots = re.findall(r"\w+", strip_tags(render_to_string(page.gabarit)))
    assert 60 <= len(mots) <= 280, "short enough to be read at once"


@pytest.mark.django_db
@pytest.mark.parametrize("cle", pages())
def test_a_page_opens(client, cle):
    client.force_login(AgentFactory(structure=None, role="administration"))
    reponse = client.get(f"/aide/{cle}/")
    assert reponse.status_code == 200
    assert f"<h1>{pages()[cle].titre}</h1>".replace("'", "&#x27;") in reponse.content.decode()


@pytest.mark.django_db
def test_the_help_of_a_screen_is_one_link_away(client):
    client.force_login(AgentFactory())
    assert 'href="/aide/commencer-la-journee/"' in client.get("/").content.decode()
    assert 'href="/aide/listes/"' in client.get("/dossiers/").content.decode()
    assert 'href="/aide/"' in client.get("/aide/raccourcis/").content.decode()


@pytest.mark.django_db
def test_an_unknown_page_is_not_found(client):
    client.force_login(AgentFactory())
    assert client.get("/aide/inconnue/").status_code == 404


def test_accents_case_and_order_do_not_matter():
    assert chercher("EMARGEMENT seance")[0].cle == "seances-collectives"


def test_a_title_comes_before_a_text():
    trouvees = [page.cle for page in chercher("diagnostic")]
    assert set(trouvees[:2]) == {"diagnostic-d-entree", "diagnostic-des-freins"}
    assert len(trouvees) > 2


@pytest.mark.django_db
def test_searching_the_help_asks_the_database_only_who_is_there(client, django_assert_num_queries):
    client.force_login(AgentFactory(role="administration", structure=None))
    client.get("/aide/", {"q": "sortie"})
    with django_assert_num_queries(2):
        page = client.get("/aide/", {"q": "sortie positive"}).content.decode()
    assert "Proposer une sortie et comprendre la règle" in page


@pytest.mark.django_db
def test_nothing_found_says_where_to_go(client):
    client.force_login(AgentFactory())
    assert "Aucune page ne correspond" in client.get("/aide/?q=zzzz").content.decode()


def test_a_screen_has_one_page_and_a_part_one_rank():
    tous = [ecran for page in pages().values() for ecran in page.ecrans]
    assert len(tous) == len(set(tous))
    rangs = [rubrique.rang for rubrique in rubriques()]
    assert len(rangs) == len(set(rangs))
