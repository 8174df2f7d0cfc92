import uuid

import hypothesis
import pytest
from django.conf import settings
from django.core.cache import caches
from django.core.management.commands import flush
from django.core.servers.basehttp import WSGIRequestHandler
from django.db import connection
from django.db.backends.postgresql.operations import DatabaseOperations
from playwright.sync_api import expect

from plie.demonstration.france_travail.serveur import Simulateur
from plie.demonstration.sms import SimulateurSms
from plie.socle import logo
from plie.socle.cache import _Panne
from tests.base import preparer_modele, vider
from tests.gabarits import refuser_les_variables_absentes
from tests.navigateur import ouvrir_navigateur
from tests.ouvrier import Ouvrier

# Milliseconds: what three processes on two processors are given to show what is expected.
PATIENCE_DU_NAVIGATEUR = 20_000


def pytest_configure():
    # A slow machine is no fault of what is tried.
    lenteur = [hypothesis.HealthCheck.too_slow]
    hypothesis.settings.register_profile("plie", deadline=None, suppress_health_check=lenteur)
    hypothesis.settings.load_profile("plie")
    expect.set_options(timeout=PATIENCE_DU_NAVIGATEUR)
    # The production hasher is slow by design.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    refuser_les_variables_absentes()
    DatabaseOperations.sql_flush = vider
    # What it would write was not erased.
    flush.emit_post_migrate_signal = lambda *_: None
    # It writes an answer in pieces, which the kernel would keep for the browser to acknowledge.
    WSGIRequestHandler.disable_nagle_algorithm = True


def pytest_collection_modifyitems(items):
    for item in items:
        for fixture, marque in (("lancer_worker", "worker"), ("navigateur", "navigateur")):
            if fixture in getattr(item, "fixturenames", ()):
                item.add_marker(marque)
    # Last on one processor, they would leave the other idle.
    items.sort(key=lambda item: item.get_closest_marker("long") is None)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings, django_db_keepdb, django_db_createdb, django_db_blocker
):
    if django_db_keepdb and not django_db_createdb:
        return
    with django_db_blocker.unblock():
        modele = preparer_modele()
    connection.settings_dict["TEST"] |= {"TEMPLATE": modele, "MIGRATE": False}


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """A thread of the live server may outlive the last answer: its session would keep the database
    from being dropped."""
    yield
    with django_db_blocker.unblock(), connection.cursor() as curseur:
        curseur.execute(TERMINER_LES_AUTRES)


TERMINER_LES_AUTRES = """
SELECT pg_terminate_backend(pid) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid()
"""


@pytest.fixture(autouse=True)
def cache_a_part():
    """Each test has its own corner of the cache: sessions, sign-in throttling."""
    prefixe = f"essais-{uuid.uuid4().hex}"
    settings.CACHES["default"]["KEY_PREFIX"] = prefixe
    caches["default"].key_prefix = prefixe
    # What a process knows for a minute, or two seconds: no logo, no failure of the test before.
    logo.retenir(None)
    _Panne.jusqu_a, _Panne.a_rattraper = 0.0, False


@pytest.fixture
def lancer_worker(transactional_db):
    """Start real Celery workers on the test database; they are killed when the test ends."""
    ouvriers = []

    def lancer(*taches, **environnement) -> Ouvrier:
        ouvriers.append(Ouvrier(*taches, **environnement))
        ouvriers[-1].attendre()
        return ouvriers[-1]

    yield lancer
    for ouvrier in ouvriers:
        ouvrier.tuer()


@pytest.fixture
def worker(lancer_worker) -> Ouvrier:
    return lancer_worker()


@pytest.fixture(scope="session")
def navigateur():
    with ouvrir_navigateur() as ouvert:
        yield ouvert


@pytest.fixture
def page(navigateur, live_server):
    """A French Chromium page, signed out, on the live server."""
    contexte = navigateur.new_context(
        base_url=live_server.url, locale="fr-FR", timezone_id="Europe/Paris"
    )
    yield contexte.new_page()
    contexte.close()


@pytest.fixture
def simulateur(settings):
    """The stand-in, empty, as the service the platform calls; fast, and not patient."""
    serveur = Simulateur(offres=[]).demarrer()
    for nom, valeur in serveur.reglages().items():
        setattr(settings, nom, valeur)
    settings.FRANCE_TRAVAIL_APPELS_PAR_SECONDE = 1000
    settings.FRANCE_TRAVAIL_ATTENTE_MAX = 0.02
    settings.FRANCE_TRAVAIL_ESSAIS = 3
    yield serveur
    serveur.arreter()


@pytest.fixture
def fournisseur(settings):
    """The stand-in that takes SMS, as the provider that the platform calls."""
    serveur = SimulateurSms().demarrer()
    for nom, valeur in serveur.reglages().items():
        setattr(settings, nom, valeur)
    yield serveur
    serveur.arreter()
