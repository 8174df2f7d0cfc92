"""One table, role x act, asked of the real pages: 200 shown, 403 refused; then of what is sent to
them, and of what is only sent."""

import pytest
from django.urls import reverse

from offres.enums import Origine
from offres.models import Contact, Echange, GroupeMetiers
from offres.permissions import Acte
from offres.urls import urlpatterns
from plie.comptes.enums import ROLES_DES_PARTENAIRES, Role
from tests.portes import FAIT, clients, corps, envoi, envois, envoyer, pages, prolonger
from tests.saisies import muettes, refuser
from tests.usines import (
    AgentFactory,
    CoordinationFactory,
    EtablissementFactory,
    OffreFactory,
    StructureFactory,
    SynchronisationFactory,
)

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
LECTURE = (200, 200, 200, 200, 200, 403)
ECRITURE = (200, 200, 403, 403, 200, 403)
REGLAGE = (403, 200, 200, 403, 403, 403)
PAR_LA_MAISON = {
    "offres": LECTURE,
    "metiers": LECTURE,
    "offre": LECTURE,
    "offre_logo": (404, 404, 404, 404, 404, 403),
    "offre_creer": ECRITURE,
    "offre_modifier": ECRITURE,
    "offre_changer": envoi(FAIT, FAIT, 403, 403, FAIT, 403),
    "territoire": LECTURE,
    "methode": LECTURE,
    "groupes": REGLAGE,
    "groupe_creer": REGLAGE,
    "groupe_modifier": REGLAGE,
    "groupe_supprimer": envoi(403, FAIT, FAIT, 403, 403, 403),
    "employeurs": LECTURE,
    "employeurs_proposer": LECTURE,
    "employeur": LECTURE,
    "employeur_creer": ECRITURE,
    "employeur_modifier": ECRITURE,
    "contact_creer": ECRITURE,
    "contact_modifier": ECRITURE,
    "echange_creer": ECRITURE,
    "echange_modifier": ECRITURE,
    "echange_faire": envoi(FAIT, FAIT, 403, 403, FAIT, 403),
    "synchronisations": (403, 200, 200, 403, 403, 200),
    "synchronisation": (403, 200, 200, 403, 403, 200),
}
TABLE = {acte: prolonger(ligne, 403, 403) for acte, ligne in PAR_LA_MAISON.items()}
SANS_OBJET = {
    "offres",
    "metiers",
    "offre_creer",
    "territoire",
    "methode",
    "groupes",
    "groupe_creer",
    "employeurs",
    "employeurs_proposer",
    "employeur_creer",
    "synchronisations",
}
# Read by direction, asked by others.
ENVOIS = {"synchronisations": envoi(403, FAIT, 403, 403, 403, FAIT, 403, 403)}
CORPS = {
    "offre_creer": {"intitule": "Agent de propreté", "postes": "1"},
    "offre_modifier": {"intitule": "Agent de propreté", "metier": ""},
    "offre_changer": {},
    "groupe_creer": {"libelle": "Bâtiment", "prefixes": "F"},
    "groupe_modifier": {"libelle": "Bâtiment"},
    "groupe_supprimer": {},
    "employeur_creer": {"nom": "Forges", "type": "entreprise"},
    "employeur_modifier": {"telephone": "0327000000"},
    "contact_creer": {"nom": "Camille"},
    "contact_modifier": {"nom": "Camille"},
    "echange_creer": {"type": "appel", "objet": "prospection"},
    "echange_modifier": {"type": "visite"},
    "echange_faire": {},
    "synchronisations": {},
}


@pytest.fixture
def scene(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    etablissement = EtablissementFactory()
    echange = Echange.objects.create(
        etablissement=etablissement,
        type="appel",
        objet="prospection",
        le="2025-01-10",
        intervenant="Nadia",
        saisi_par=CoordinationFactory(),
        suite="Rappeler",
        suite_le="2025-01-20",
    )
    return {
        "offre": OffreFactory(etablissement=etablissement).pk,
        "groupe": GroupeMetiers.objects.create(libelle="Propreté", prefixes=["K2"]).pk,
        "employeur": etablissement.pk,
        "contact": Contact.objects.create(etablissement=etablissement, nom="Nadia").pk,
        "echange": echange.pk,
        "synchronisation": SynchronisationFactory().pk,
    }


def _adresse(acte, scene):
    if acte in SANS_OBJET:
        return reverse(f"offres:{acte}")
    objet = acte.split("_")[0]
    if acte in ("contact_creer", "echange_creer"):
        objet = "employeur"
    suite = {"offre_changer": ["fermee"], "offre_logo": [0]}.get(acte, [])
    return reverse(f"offres:{acte}", args=[scene[objet], *suite])


@pytest.fixture
def portes():
    return clients({role: AgentFactory(role=role) for role in ROLES})


@pytest.mark.parametrize("acte", TABLE)
def test_each_role_meets_exactly_what_the_table_says(scene, portes, acte):
    ou = _adresse(acte, scene)
    obtenu = {role: portes[role].get(ou).status_code for role in ROLES}
    assert obtenu == dict(zip(ROLES, pages(TABLE[acte], len(ROLES_DES_PARTENAIRES)), strict=True))


@pytest.mark.parametrize("acte", CORPS)
def test_what_is_sent_is_done_for_who_may_and_leaves_nothing_of_the_others(scene, portes, acte):
    ou = _adresse(acte, scene)
    envoye = corps(portes[Role.COORDINATION], ou, CORPS[acte], scene)
    obtenu = {role: envoyer(portes[role], ou, envoye()) for role in ROLES}
    assert obtenu == dict(zip(ROLES, ENVOIS.get(acte) or envois(TABLE[acte]), strict=True))


@pytest.mark.parametrize("acte", [acte for acte in TABLE if acte not in CORPS])
def test_what_has_no_form_here_takes_none(scene, portes, acte):
    ou = _adresse(acte, scene)
    assert {portes[role].post(ou).status_code for role in MAISON} == {405}
    assert {portes[role].post(ou).status_code for role in ROLES_DES_PARTENAIRES} == {403}


def test_a_partner_takes_back_its_own_offers_only():
    partenaire = AgentFactory(role=Role.PARTENAIRE)
    sienne, autre = (
        OffreFactory(origine=Origine.PARTENAIRE, partenaire=structure)
        for structure in (partenaire.structure, StructureFactory())
    )
    permises = [
        Acte.REPRENDRE_SON_OFFRE.permet(partenaire, offre)
        for offre in (sienne, autre, OffreFactory())
    ]
    assert permises == [True, False, False]


def test_every_page_of_the_app_is_in_the_table():
    assert {route.name for route in urlpatterns} == set(TABLE)


def test_every_refused_form_says_so_first(scene, portes):
    client = portes[Role.COORDINATION]
    pages = {acte: refuser(client, _adresse(acte, scene)) for acte in CORPS}
    assert pages["offre_creer"] and pages["employeur_creer"] and pages["contact_creer"]
    assert muettes(pages) == {}
    assert (
        muettes({acte: refuser(client, _adresse(acte, scene), valeur="") for acte in CORPS}) == {}
    )
