"""One table, role x act, asked of the pages of applications, then of what is sent to them."""

import pytest
from django.urls import reverse

from plie.comptes.enums import ROLES_DE_LA_MAISON, ROLES_DES_PARTENAIRES, Role
from plie.partenaires.actions.abonnement import abonner
from plie.partenaires.views.urls import urlpatterns
from tests.partenaire import Partenaire, administration
from tests.portes import FAIT, clients, corps, envoi, envois, envoyer, pages
from tests.saisies import muettes, refuser
from tests.usines import AgentFactory, StructureFactory

pytestmark = pytest.mark.django_db

ROLES = tuple(Role)


def _pour(reponse, *permis):
    return tuple(reponse if role in permis else 403 for role in ROLES)


GERENT = (Role.COORDINATION, Role.ADMINISTRATION)
PAGE = _pour(200, Role.ADMINISTRATION)
ENVOI = envoi(*_pour(FAIT, Role.ADMINISTRATION))
TABLE = {
    "applications": PAGE,
    "application": PAGE,
    "application_creer": PAGE,
    "application_modifier": PAGE,
    "application_suspendre": ENVOI,
    "application_reprendre": ENVOI,
    "secret_tourner": PAGE,
    "abonnement_creer": PAGE,
    "cle_tourner": ENVOI,
    "abonnement_rejouer": ENVOI,
    "abonnement_supprimer": ENVOI,
    "conseillers": _pour(200, *GERENT),
    "conseiller_ouvrir": _pour(200, *GERENT),
    "conseiller_fermer": envoi(*_pour(FAIT, *GERENT)),
    "conseiller_rouvrir": envoi(*_pour(FAIT, *GERENT)),
}
SANS_OBJET = {"applications", "application_creer", "conseillers", "conseiller_ouvrir"}
SUR_UN_ABONNEMENT = {"cle_tourner", "abonnement_rejouer", "abonnement_supprimer"}
CORPS = {
    "application_creer": {
        "structure": "{structure}",
        "name": "Nouvelle",
        "portees": "offres.ecriture",
        "appels_par_minute": "60",
    },
    "application_modifier": {"name": "Renommée"},
    "application_suspendre": {},
    "application_reprendre": {},
    "secret_tourner": {"jours": "7"},
    "abonnement_creer": {"adresse": "http://127.0.0.1:9/autre"},
    "cle_tourner": {},
    "abonnement_rejouer": {},
    "abonnement_supprimer": {},
    "conseiller_ouvrir": {
        "structure": "{structure}",
        "prenom": "Aline",
        "nom": "Mercier",
        "email": "a.mercier@agence.example",
    },
    "conseiller_fermer": {},
    "conseiller_rouvrir": {},
}


@pytest.fixture
def scene(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    settings.WEBHOOKS_HOTES_LOCAUX = ["127.0.0.1"]
    application = Partenaire().application
    abonnement, _ = abonner(application, par=administration(), adresse="http://127.0.0.1:9/")
    return {
        "structure": StructureFactory(domaine_courriel="agence.example").pk,
        "conseiller_fermer": AgentFactory(role=Role.CONSEILLER).pk,
        "conseiller_rouvrir": AgentFactory(role=Role.CONSEILLER, is_active=False).pk,
        "application": application.pk,
        "abonnement": abonnement.pk,
    }


@pytest.fixture
def portes():
    return clients({role: AgentFactory(role=role) for role in ROLES})


def _adresse(acte, scene):
    if acte in scene:
        return reverse(f"partenaires:{acte}", args=[scene[acte]])
    objet = "abonnement" if acte in SUR_UN_ABONNEMENT else "application"
    return reverse(f"partenaires:{acte}", args=[] if acte in SANS_OBJET else [scene[objet]])


@pytest.mark.parametrize("acte", TABLE)
def test_each_role_meets_exactly_what_the_table_says(scene, portes, acte):
    ou = _adresse(acte, scene)
    obtenu = {role: portes[role].get(ou).status_code for role in ROLES}
    assert obtenu == dict(zip(ROLES, pages(TABLE[acte], len(ROLES_DES_PARTENAIRES)), strict=True))


@pytest.mark.parametrize("acte", CORPS)
def test_what_is_sent_is_done_for_who_may_and_leaves_nothing_of_the_others(scene, portes, acte):
    ou = _adresse(acte, scene)
    envoye = corps(portes[Role.ADMINISTRATION], ou, CORPS[acte], scene)
    obtenu = {role: envoyer(portes[role], ou, envoye()) for role in ROLES}
    assert obtenu == dict(zip(ROLES, envois(TABLE[acte]), strict=True))


@pytest.mark.parametrize("acte", [acte for acte in TABLE if acte not in CORPS])
def test_what_has_no_form_here_takes_none(scene, portes, acte):
    ou = _adresse(acte, scene)
    recus = {role: portes[role].post(ou).status_code for role in ROLES}
    attendus = {role: 405 if role in ROLES_DE_LA_MAISON else 403 for role in ROLES}
    assert recus == attendus


def test_every_page_of_the_app_is_in_the_table():
    assert {route.name for route in urlpatterns} == set(TABLE)


def test_every_refused_form_says_so_first(scene, portes):
    client = portes[Role.ADMINISTRATION]
    pages = {acte: refuser(client, _adresse(acte, scene)) for acte in CORPS}
    assert pages["application_creer"] and pages["abonnement_creer"] and pages["conseiller_ouvrir"]
    assert muettes(pages) == {}
    assert (
        muettes({acte: refuser(client, _adresse(acte, scene), valeur="") for acte in CORPS}) == {}
    )
