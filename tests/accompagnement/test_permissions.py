"""One table, role x act, asked of the real pages: 200 shown, 403 refused, 404 out of scope; then of
the same pages a form is sent to, and of what is only sent."""

import pytest
from django.db import transaction
from django.test import override_settings
from django.urls import reverse

from accompagnement.urls import urlpatterns
from accompagnement.views.mise_en_relation import ACTES
from tests.accompagnement.portes.adresses import adresse
from tests.accompagnement.portes.corps import ACTES_SUR_UNE_OFFRE, CORPS
from tests.accompagnement.portes.scene import agents, monter
from tests.accompagnement.portes.table import (
    DEHORS,
    MAISON,
    PAR_LES_PARTENAIRES,
    PERSONNES,
    TABLE,
)
from tests.portes import FAIT, clients, corps, envoi, envois, envoyer, pages, semblables

pytestmark = pytest.mark.django_db
# The page is everybody's who keeps a calendar; the person chosen on it is not.
ENVOIS = {
    "rendez_vous_creer": envoi(FAIT, 403, 422, FAIT, *[403] * 7),
    "entretien_modifier": envoi(FAIT, 403, 404, 409, 403, 403, 403, 404, *[403] * 3),
    # The page is everybody's; some are told of nothing.
    "notification_preferences": envoi(*[FAIT] * 6, 302, 302, *[403] * 3),
}

# Who meets the form as it may be sent.
REMPLI_PAR = {
    "vue_modifier": "referent",
    "entretien_modifier": "referent",
    **dict.fromkeys(PAR_LES_PARTENAIRES, "conseiller"),
}


@pytest.fixture(scope="module")
def scene(django_db_setup, django_db_blocker, tmp_path_factory):
    """Set once: each test undoes what it does within the transaction that holds it."""
    fichiers = override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("portes"))
    with fichiers, django_db_blocker.unblock(), transaction.atomic():
        tous = agents()
        yield monter(tous) | {"clients": clients(tous)}
        transaction.set_rollback(True)


@pytest.fixture
def portes(scene, db):
    return semblables(scene["clients"])


@pytest.mark.parametrize("acte", TABLE)
def test_each_role_meets_exactly_what_the_table_says(scene, portes, acte):
    ou = adresse(acte, scene)
    obtenu = {nom: _statut(portes[nom].get(ou)) for nom in PERSONNES}
    assert obtenu == _attendus(pages(TABLE[acte], len(DEHORS)))


def _statut(reponse):
    """A download is read to its end, which closes its file."""
    if reponse.streaming:
        b"".join(reponse)
    return reponse.status_code


@pytest.mark.parametrize("acte", CORPS)
def test_what_is_sent_is_done_for_who_may_and_leaves_nothing_of_the_others(scene, portes, acte):
    """The same form, which is saved for who may: the form not shown does not open the door."""
    ou, qui = adresse(acte, scene), REMPLI_PAR.get(acte, "coordination")
    envoye = corps(portes[qui], ou, CORPS[acte], scene)
    assert _envoyes(portes, ou, envoye) == _attendus(ENVOIS.get(acte) or envois(TABLE[acte]))


def _envoyes(portes, ou, envoye):
    return {nom: envoyer(portes[nom], ou, envoye()) for nom in PERSONNES}


def _attendus(reponses):
    return dict(zip(PERSONNES, reponses, strict=True))


@pytest.mark.parametrize("geste", ACTES)
def test_each_act_on_a_proposal_is_for_who_writes_the_dossier(scene, portes, geste):
    """One address, one row of the table; each act of it is sent."""
    cle, saisi = ACTES_SUR_UNE_OFFRE[geste]
    ou = reverse("accompagnement:mise_en_relation_acte", args=[scene[cle], geste])
    envoye = corps(portes["coordination"], ou, saisi, scene)
    assert _envoyes(portes, ou, envoye) == _attendus(envois(TABLE["mise_en_relation_acte"]))


@pytest.mark.parametrize("acte", [acte for acte in TABLE if acte not in CORPS])
def test_what_has_no_form_here_takes_none(scene, portes, acte):
    ou = adresse(acte, scene)
    recus = {nom: portes[nom].post(ou).status_code for nom in PERSONNES}
    chez_eux = DEHORS[:2] if acte in PAR_LES_PARTENAIRES else MAISON
    assert {recus[nom] for nom in chez_eux} == {405}
    assert set(recus.values()) <= {403, 405}


def test_every_page_of_the_app_is_in_the_table():
    assert {route.name for route in urlpatterns} == set(TABLE)
