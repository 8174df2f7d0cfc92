"""Two sites and two workers on one database: whoever is asked, it is the same platform."""

import pytest
from django.conf import settings

from plie.celery import app
from plie.comptes.enums import Role
from plie.taches.actions import demander
from plie.taches.enums import StatutDemande
from plie.taches.models import Demande
from tests.attente import attendre_que
from tests.serveur import serveur_web
from tests.usines import AgentFactory

# Long enough for two workers to have their share.
TRAVAUX = 24


def test_who_signed_in_on_one_site_is_known_of_the_other(transactional_db, client):
    client.force_login(AgentFactory(role=Role.COORDINATION))
    session = {settings.SESSION_COOKIE_NAME: client.cookies[settings.SESSION_COOKIE_NAME].value}
    with serveur_web() as un, serveur_web() as autre:
        assert autre.get("/dossiers/").status_code == 302
        un.cookies.update(session)
        autre.cookies.update(session)
        assert [site.get("/dossiers/").status_code for site in (un, autre)] == [200, 200]
        autre.get("/comptes/logout/")
        jeton = {"csrfmiddlewaretoken": autre.cookies["csrftoken"]}
        assert autre.post("/comptes/logout/", data=jeton).status_code == 302
        un.cookies.update(session)
        assert un.get("/dossiers/").status_code == 302


def _nombre_de_workers():
    return len(app.control.broadcast("ping", reply=True, timeout=1) or [])


@pytest.mark.django_db(transaction=True)
def test_two_workers_share_what_is_asked_and_each_job_is_done_once(lancer_worker):
    lancer_worker("tests.taches_partagees")
    lancer_worker("tests.taches_partagees")
    attendre_que(lambda: _nombre_de_workers() == 2, "both workers answer")
    for rang in range(TRAVAUX):
        demander("tests.taches_partagees.dire_qui", rang)
    demandes = Demande.objects.filter(tache="tests.taches_partagees.dire_qui")
    attendre_que(lambda: not demandes.a_faire().exists(), "the workers do what is asked")
    assert set(demandes.values_list("statut", "livraisons")) == {(StatutDemande.FAITE, 1)}
    assert demandes.count() == TRAVAUX
    assert len(set(demandes.values_list("resultat", flat=True))) == 2
