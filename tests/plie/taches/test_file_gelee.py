"""A queue that is frozen: pages that ask for work answer, and the watch sends it later."""

import re
import time
from datetime import timedelta

import pytest
from django.conf import settings
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from accompagnement.models import Entretien
from plie.taches.actions import executer, veiller
from plie.taches.models import Demande
from tests.serveur import serveur_web
from tests.usines import AffectationFactory
from tests.valkey import Valkey

# About one on a quiet machine; nineteen when nothing limits the wait.
PATIENCE_D_UNE_PAGE = 8


@pytest.fixture
def valkey():
    serveur = Valkey().demarrer()
    yield serveur
    serveur.jeter()


@pytest.fixture
def affectation(transactional_db):
    return AffectationFactory(parcours__participant__email="fatima@exemple.fr")


@pytest.fixture
def web(client, affectation, valkey):
    """gunicorn on a queue that freezes once it is born, and the référent signed in."""
    client.force_login(affectation.agent)
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    with serveur_web(REDIS_URL=valkey.url, CACHE_URL="", PLIE_PREFIXE="gel:") as web:
        web.cookies.set(settings.SESSION_COOKIE_NAME, session)
        valkey.geler()
        yield web


def _planifier(web, parcours, jours):
    adresse = reverse("accompagnement:rendez_vous_creer")
    page = web.get(adresse)
    debut = timezone.localtime() + timedelta(days=jours)
    envoi = {
        "csrfmiddlewaretoken": re.search(r'csrfmiddlewaretoken" value="(\w+)"', page.text)[1],
        "parcours": parcours.pk,
        "debut": f"{debut:%Y-%m-%dT%H:%M}",
        "duree_minutes": 30,
        "mode": "presence",
        "inviter": "on",
    }
    depart = time.monotonic()
    reponse = web.post(adresse, data=envoi)
    return reponse, time.monotonic() - depart


def test_an_appointment_is_made_while_the_queue_is_frozen_and_the_mail_leaves_later(
    web, affectation
):
    for jours in (1, 2, 3):
        reponse, duree = _planifier(web, affectation.parcours, jours)
        assert reponse.status_code == 302
        assert duree < PATIENCE_D_UNE_PAGE
    demandes = Demande.objects.filter(prevue_le=None)
    assert set(demandes.values_list("statut", "livraisons")) == {("a_faire", 0)}
    assert not Entretien.objects.exclude(invitation_envoyee_le=None).exists()

    assert veiller(delai=timedelta()) == 3
    assert [executer(demande.pk) for demande in demandes] == ["envoyé"] * 3
    assert len(mail.outbox) == 3
