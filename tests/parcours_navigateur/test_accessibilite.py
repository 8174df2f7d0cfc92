"""axe on every page of the accompaniment, at two widths: what the table of permissions lists, seen
by who may."""

import pytest
from django.urls import reverse

from accompagnement.models import Entretien, Sms
from tests.accessibilite import examiner
from tests.accompagnement.portes.adresses import adresse
from tests.accompagnement.portes.scene import agents, monter
from tests.accompagnement.portes.table import TABLE
from tests.connexion import se_connecter
from tests.parcours_navigateur.test_journee import TELEPHONE
from tests.portes import pages

pytestmark = pytest.mark.django_db(transaction=True)
BUREAU = {"width": 1366, "height": 768}
# They answer with a file, or lead elsewhere.
SANS_PAGE = {
    "brouillon",
    "commission_releve",
    "commission_tenir",
    "courrier_imprimer",
    "courriers_lot_imprimer",
    "dossiers_exporter",
    "import_modele",
    "import_rejets",
    "rendez_vous_journee",
    "metiers",
    "operateurs_exporter",
    "parcours_contrat",
    "parcours_fiche",
    "parcours_reponse",
    "mise_en_relation_fiche",
    "orientation_piece",
    "piece",
    "piece_voir",
    "seance_emargement",
    "parcours_emargement",
    "entretien_emargement",
    "entretien_signature",
}
VUES_PAR_COORDINATION = [
    acte for acte, ligne in TABLE.items() if pages(ligne)[3] == 200 and acte not in SANS_PAGE
]
VUES_PAR_LE_REFERENT = [
    acte
    for acte, ligne in TABLE.items()
    if pages(ligne)[0] == 200 and acte in ("accueil", "dossier", "dossiers", "rendez_vous")
]
# What direction alone is shown: the corrections that wait for them.
VUES_PAR_LA_DIRECTION = ["accueil", "corrections", "dossier"]


@pytest.fixture
def scene(transactional_db, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return monter(agents())


@pytest.mark.parametrize(
    ("role", "actes"),
    [
        ("coordination", VUES_PAR_COORDINATION[::2]),
        ("coordination", VUES_PAR_COORDINATION[1::2]),
        ("referent", VUES_PAR_LE_REFERENT),
        ("direction", VUES_PAR_LA_DIRECTION),
    ],
)
def test_no_page_has_a_fault_nor_scrolls_sideways(page, scene, role, actes):
    se_connecter(page, scene["agents"][role])
    for acte in actes:
        page.set_viewport_size(BUREAU)
        reponse = page.goto(adresse(acte, scene))
        assert reponse.status == 200, acte
        examiner(page)
        page.set_viewport_size(TELEPHONE)
        examiner(page)


def test_what_the_table_does_not_open_has_no_fault(page, scene):
    se_connecter(page, scene["agents"]["referent"])
    for ou in ("/aide/", "/aide/raccourcis/", reverse("interface:recherche")):
        page.goto(ou)
        examiner(page)
    page.locator("main").get_by_role("searchbox").fill("nom")
    page.get_by_role("button", name="Chercher").click()
    page.get_by_role("heading", name="Personnes").wait_for()
    examiner(page)
    _examiner_les_courriers(page)
    _examiner_les_sms(page, scene)


def _examiner_les_courriers(page):
    """What is only sent: the letters of a selection, asked, then refused."""
    page.goto(reverse("accompagnement:dossiers"))
    page.get_by_role("checkbox", name="toute la page").check()
    page.get_by_role("button", name="Faire des courriers").click()
    examiner(page)
    page.get_by_label("Modèle de courrier").select_option("courrier_relance")
    page.get_by_role("button", name="Faire les courriers").click()
    page.get_by_role("heading", name="Ce qui manque").wait_for()
    for taille in (BUREAU, TELEPHONE):
        page.set_viewport_size(taille)
        examiner(page)


def _examiner_les_sms(page, scene):
    entretien = Entretien.objects.earliest("pk")
    Sms.objects.create(entretien=entretien, debut=entretien.debut, segments=1, prix="0.05")
    page.context.clear_cookies()
    se_connecter(page, scene["agents"]["direction"])
    page.goto(reverse("accompagnement:sms"))
    page.get_by_role("table").wait_for()
    examiner(page)
