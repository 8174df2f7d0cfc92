"""One table, role x act, asked of the real pages: 200 shown, 403 refused, 405 a button only."""

import pytest
from django.urls import reverse

from offres.models import Contact, Echange, GroupeMetiers
from offres.urls import urlpatterns
from plie.comptes.enums import Role
from tests.usines import AgentFactory, CoordinationFactory, EtablissementFactory, OffreFactory

pytestmark = pytest.mark.django_db

ROLES = (
    Role.REFERENT,
    Role.COORDINATION,
    Role.DIRECTION,
    Role.GESTIONNAIRE_FSE,
    Role.FACILITATEUR,
    Role.ADMINISTRATION,
)
LECTURE = (200, 200, 200, 200, 200, 403)
ECRITURE = (200, 200, 403, 403, 200, 403)
REGLAGE = (403, 200, 200, 403, 403, 403)
TABLE = {
    "offres": LECTURE,
    "metiers": LECTURE,
    "offre": LECTURE,
    "offre_logo": (404, 404, 404, 404, 404, 403),
    "offre_creer": ECRITURE,
    "offre_modifier": ECRITURE,
    "offre_changer": (405,) * 6,
    "territoire": LECTURE,
    "methode": LECTURE,
    "groupes": REGLAGE,
    "groupe_creer": REGLAGE,
    "groupe_modifier": REGLAGE,
    "groupe_supprimer": (405,) * 6,
    "employeurs": LECTURE,
    "employeur": LECTURE,
    "employeur_creer": ECRITURE,
    "employeur_modifier": ECRITURE,
    "contact_creer": ECRITURE,
    "contact_modifier": ECRITURE,
    "echange_creer": ECRITURE,
    "echange_modifier": ECRITURE,
    "echange_faire": (405,) * 6,
}
SANS_OBJET = {
    "offres",
    "metiers",
    "offre_creer",
    "territoire",
    "methode",
    "groupes",
    "groupe_creer",
    "employeurs",
    "employeur_creer",
}
BOUTONS = {
    "offre_changer": "saisir_offre",
    "groupe_supprimer": "regler_territoire",
    "echange_faire": "ecrire_employeur",
}


@pytest.fixture
def scene():
    etablissement = EtablissementFactory()
    echange = Echange.objects.create(
        etablissement=etablissement,
        type="appel",
        objet="prospection",
        le="2025-01-10",
        intervenant="Nadia",
        saisi_par=CoordinationFactory(),
    )
    return {
        "offre": OffreFactory(etablissement=etablissement).pk,
        "groupe": GroupeMetiers.objects.create(libelle="Propreté", prefixes=["K2"]).pk,
        "employeur": etablissement.pk,
        "contact": Contact.objects.create(etablissement=etablissement, nom="Nadia").pk,
        "echange": echange.pk,
    }


def _adresse(acte, scene):
    if acte in SANS_OBJET:
        return reverse(f"offres:{acte}")
    objet = acte.split("_")[0]
    if acte in ("contact_creer", "echange_creer"):
        objet = "employeur"
    suite = {"offre_changer": ["fermee"], "offre_logo": [0]}.get(acte, [])
    return reverse(f"offres:{acte}", args=[scene[objet], *suite])


@pytest.mark.parametrize("acte", TABLE)
def test_each_role_meets_exactly_what_the_table_says(client, scene, acte):
    obtenu = {}
    for role in ROLES:
        client.force_login(AgentFactory(role=role))
        obtenu[role] = client.get(_adresse(acte, scene)).status_code
    assert obtenu == dict(zip(ROLES, TABLE[acte], strict=True))


@pytest.mark.parametrize("acte", [acte for acte in TABLE if 403 in TABLE[acte]])
def test_a_post_is_refused_like_the_page(client, scene, acte):
    for role, attendu in zip(ROLES, TABLE[acte], strict=True):
        if attendu == 403:
            client.force_login(AgentFactory(role=role))
            assert client.post(_adresse(acte, scene), {"x": "y"}).status_code in (403, 405)


@pytest.mark.parametrize("acte", BOUTONS)
def test_a_button_obeys_the_same_table(client, scene, acte):
    client.force_login(AgentFactory(role=Role.GESTIONNAIRE_FSE))
    assert client.post(_adresse(acte, scene)).status_code == 403


def test_every_page_of_the_app_is_in_the_table():
    noms = {route.name for route in urlpatterns}
    assert {nom for nom in noms if not nom.startswith("synchronis")} == set(TABLE)
