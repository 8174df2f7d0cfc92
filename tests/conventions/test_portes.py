"""One table, role x act, asked of the real pages of figures and reports, then of what is sent."""

from datetime import date

import pytest
from django.urls import reverse

from conventions.actions.rapport import ouvrir, produire
from conventions.actions.releve import figer
from conventions.urls import urlpatterns
from plie.comptes.enums import ROLES_DES_PARTENAIRES, Role
from tests.portes import FAIT, clients, corps, envoi, envois, envoyer, pages, prolonger
from tests.saisies import muettes
from tests.usines import AgentFactory, ParcoursFactory

pytestmark = pytest.mark.django_db

MAISON = (
    Role.REFERENT,
    Role.COORDINATION,
    Role.DIRECTION,
    Role.GESTIONNAIRE_FSE,
    Role.FACILITATEUR,
    Role.ADMINISTRATION,
)
# Partners meet a refusal everywhere here.
ROLES = (*MAISON, *ROLES_DES_PARTENAIRES)
LECTURE = (200, 200, 200, 200, 403, 403)
DIRECTION = envoi(403, 403, FAIT, 403, 403, 403)
PAR_LA_MAISON = {
    "indicateurs": LECTURE,
    # Whoever reads a scope of their own has no month of the whole PLIE.
    "mois_arrete": (403, 200, 200, 200, 403, 403),
    "mois_arreter": DIRECTION,
    "controle": (403, 200, 200, 200, 403, 403),
    "indicateur_dossiers": LECTURE,
    "indicateur_dossiers_exporter": LECTURE,
    "rapports": LECTURE,
    # A draft is direction's.
    "rapport": (404, 404, 200, 404, 403, 403),
    "rapport_fichier": (404, 404, 200, 404, 403, 403),
    "rapport_produire": DIRECTION,
    "rapport_annuler": DIRECTION,
    "rapport_publier": DIRECTION,
}
TABLE = {acte: prolonger(ligne, 403, 403) for acte, ligne in PAR_LA_MAISON.items()}
PERIODE = "?debut=2025-01-01&fin=2025-12-31"
ARGUMENTS = {
    "mois_arrete": ["mois"],
    "mois_arreter": ["mois_provisoire"],
    "indicateur_dossiers": ["code"],
    "indicateur_dossiers_exporter": ["code", "csv"],
    "rapport": ["brouillon"],
    "rapport_fichier": ["brouillon", "csv"],
    "rapport_annuler": ["en_production"],
    "rapport_publier": ["brouillon"],
}
CORPS = {"rapport_produire": {"mois": "2025-08-01"}, "rapport_annuler": {}}
CORPS |= dict.fromkeys(("rapport_publier", "mois_arreter"), {"confirmer": "1"})


@pytest.fixture
def scene(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    ParcoursFactory(actif=True)
    figer(date(2025, 6, 1))
    brouillon = ouvrir(date(2025, 6, 1))
    produire(brouillon.pk)
    return {
        "mois": date(2025, 6, 1),
        "mois_provisoire": date(2025, 5, 1),
        "code": "entrees",
        "brouillon": brouillon.pk,
        "en_production": ouvrir(date(2025, 7, 1)).pk,
    }


@pytest.fixture
def portes():
    return clients({role: AgentFactory(role=role) for role in ROLES})


def _adresse(acte, scene):
    cles = ARGUMENTS.get(acte, [])
    suite = PERIODE if acte.startswith("indicateur_") else ""
    return reverse(f"conventions:{acte}", args=[scene.get(cle, cle) for cle in cles]) + suite


@pytest.mark.parametrize("acte", TABLE)
def test_each_role_meets_exactly_what_the_table_says(scene, portes, acte):
    ou = _adresse(acte, scene)
    obtenu = {role: portes[role].get(ou).status_code for role in ROLES}
    assert obtenu == dict(zip(ROLES, pages(TABLE[acte], len(ROLES_DES_PARTENAIRES)), strict=True))


@pytest.mark.parametrize("acte", CORPS)
def test_what_is_sent_is_done_for_who_may_and_leaves_nothing_of_the_others(scene, portes, acte):
    ou = _adresse(acte, scene)
    envoye = corps(portes[Role.DIRECTION], ou, CORPS[acte], scene)
    obtenu = {role: envoyer(portes[role], ou, envoye()) for role in ROLES}
    assert obtenu == dict(zip(ROLES, envois(TABLE[acte]), strict=True))


@pytest.mark.parametrize("acte", [acte for acte in TABLE if acte not in CORPS])
def test_what_has_no_form_here_takes_none(scene, portes, acte):
    ou = _adresse(acte, scene)
    assert {portes[role].post(ou).status_code for role in MAISON} == {405}
    assert {portes[role].post(ou).status_code for role in ROLES_DES_PARTENAIRES} == {403}


def test_every_page_of_the_app_is_in_the_table():
    assert {route.name for route in urlpatterns} == set(TABLE)


def test_every_refused_form_says_so_first(portes):
    direction = portes[Role.DIRECTION]
    pages = {
        "rapport_produire": direction.post(reverse("conventions:rapport_produire"), {"mois": "9"}),
        "indicateurs": direction.get(reverse("conventions:indicateurs"), {"debut": "9"}),
    }
    assert {page.status_code for page in pages.values()} == {422}
    assert muettes({nom: page.text for nom, page in pages.items()}) == {}
