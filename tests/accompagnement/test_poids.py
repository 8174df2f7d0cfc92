"""What a page weighs on the line, pictures apart: as the server in front compresses it, the first
time somebody comes."""

import gzip
import re
from functools import cache
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.urls import reverse
from django.utils import timezone

from accompagnement.enums import Presence
from accompagnement.models import ChoixColonnes
from plie.comptes.enums import Role
from tests.accompagnement.portes.adresses import adresse
from tests.accompagnement.portes.scene import agents, monter
from tests.accompagnement.portes.table import TABLE
from tests.connexion import se_connecter
from tests.parcours_navigateur.test_accessibilite import SANS_PAGE
from tests.parcours_navigateur.test_journee import TELEPHONE
from tests.portes import clients, pages
from tests.usines import AgentFactory, EntretienFactory, EtapeFactory, ParcoursFactory

pytestmark = pytest.mark.django_db
PAGE_ENTIERE, SCRIPTS = 100 * 1024, 30 * 1024
LIES = re.compile(r'<(?:script src|link rel="stylesheet" href)="([^"]+)"')
MONTREES = [a for a, ligne in TABLE.items() if pages(ligne)[3] == 200 and a not in SANS_PAGE]


@cache
def _poids(lie):
    fichier = finders.find(lie.removeprefix(settings.STATIC_URL))
    return len(gzip.compress(Path(fichier).read_bytes()))


def _peser(page):
    """(all of it, its scripts), in bytes."""
    lies = {lie: _poids(lie) for lie in LIES.findall(page)}
    scripts = sum(poids for lie, poids in lies.items() if lie.endswith(".js"))
    return len(gzip.compress(page.encode())) + sum(lies.values()), scripts


def test_no_page_is_heavy(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    scene = monter(agents())
    client = clients(scene["agents"])["coordination"]
    poids = {acte: _peser(client.get(adresse(acte, scene)).text) for acte in MONTREES}
    assert len(poids) > 100
    assert {a: p for a, p in poids.items() if p[0] > PAGE_ENTIERE or p[1] > SCRIPTS} == {}


def test_the_longest_list_is_not_heavy_either(client):
    coordination = AgentFactory(role=Role.COORDINATION)
    ChoixColonnes.objects.create(agent=coordination, par_page=100)
    for rang in range(100):
        parcours = ParcoursFactory(actif=True, participant__nom=f"Nom{rang}")
        EntretienFactory(parcours=parcours)
        EtapeFactory(parcours=parcours)
    client.force_login(coordination)
    page = client.get(reverse("accompagnement:dossiers")).text
    assert page.count('name="parcours"') == 100
    total, _ = _peser(page)
    assert total <= PAGE_ENTIERE


def test_one_sheet_of_our_own_and_scripts_that_wait(client):
    """Beside Bootstrap's own; no script stops the page from being drawn."""
    client.force_login(AgentFactory())
    page = client.get("/").text
    feuilles = [lie for lie in LIES.findall(page) if lie.endswith(".css")]
    assert [Path(lie).parent.name for lie in feuilles] == ["css", "plie"]
    assert all(" defer" in balise for balise in re.findall(r"<script [^>]*>", page))


GLISSE = """window.glisse = 0;
new PerformanceObserver(liste => {
  for (const saut of liste.getEntries()) window.glisse += saut.value;
}).observe({type: 'layout-shift', buffered: true});"""


@pytest.mark.django_db(transaction=True)
def test_nothing_moves_when_what_is_asked_for_later_arrives(page):
    referent = AgentFactory()
    for rang in range(8):
        parcours = ParcoursFactory(
            actif=True,
            participant__nom=f"Nom{rang}",
            referent=referent,
            structure=referent.structure,
        )
        EntretienFactory(
            parcours=parcours, agent=referent, debut=timezone.now(), presence=Presence.PREVU
        )
    page.set_viewport_size(TELEPHONE)
    page.add_init_script(GLISSE)
    se_connecter(page, referent)
    glisse = {}
    for nom, cles in (
        ("accueil", []),
        ("dossiers", []),
        ("dossier", [parcours.participant_id]),
        ("memo_creer", []),
        ("rendez_vous", []),
        ("rendez_vous_creer", []),
        ("dossier_creer", []),
    ):
        page.goto(reverse(f"accompagnement:{nom}", args=cles), wait_until="networkidle")
        glisse[nom] = page.evaluate("window.glisse")
    assert {nom: valeur for nom, valeur in glisse.items() if valeur > 0.01} == {}
