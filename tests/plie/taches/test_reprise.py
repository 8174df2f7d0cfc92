"""What real workers do with an import whose session, process or queue is lost in the middle."""

import os
import subprocess
import sys
import time

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.db import connection
from django.db.models import F

from accompagnement.actions.alerte import demander_calcul
from accompagnement.actions.importation.demande import TACHE, demander_import
from accompagnement.actions.regle_sortie import charger_regles
from accompagnement.enums import StatutImport
from accompagnement.models import ImportDossiers, Participant
from plie.celery import app
from plie.comptes.enums import Role
from plie.socle import verrous
from plie.taches.actions import LIVRAISONS_MAX
from plie.taches.models import Demande
from tests.attente import attendre_que
from tests.ouvrier import url_de_la_base_de_test
from tests.usines import AgentFactory
from tests.valkey import Valkey
from tests.veille import veiller_jusqu_a

LIGNES = 2000


@pytest.fixture
def demander(transactional_db):
    charger_regles()
    lignes = "".join(f"A{rang};Dupont;Zoé;1980-01-01;F\n" for rang in range(LIGNES))
    entete = "identifiant_externe;nom;prenom;date_naissance;sexe\n"
    fichier = ContentFile(f"{entete}{lignes}".encode(), "x.csv")
    agent = AgentFactory(role=Role.COORDINATION)
    return lambda: demander_import(fichier, par=agent, simulation=False)


# The server of the tests has a base for each of their processes, and imports in each.
AU_TRAVAIL = """
SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND granted AND objid = %s
    AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
"""


def _session_au_travail():
    """The process of this database that carries the import, or None."""
    with connection.cursor() as curseur:
        curseur.execute(AU_TRAVAIL, [verrous.IMPORTATION])
        ligne = curseur.fetchone()
    return ligne and ligne[0]


def _est_fini():
    return ImportDossiers.objects.get().statut != StatutImport.EN_ATTENTE


def _est_importe_une_fois():
    assert ImportDossiers.objects.get().statut == StatutImport.TERMINE
    assert Participant.objects.count() == LIGNES


def _passer_le_delai():
    """As if the wait before the next attempt were over."""
    Demande.objects.a_faire().update(pas_avant=F("demandee_le"))


def test_a_session_that_the_database_ends_in_the_middle_is_taken_up_again(demander, worker):
    demander()
    pid = attendre_que(_session_au_travail, "the import writes")
    with connection.cursor() as curseur:
        curseur.execute("SELECT pg_terminate_backend(%s)", [pid])
    demande = Demande.objects.get(tache=TACHE)
    attendre_que(
        lambda: Demande.objects.filter(pk=demande.pk, essais=1).exists(),
        "the failure is noted on a fresh connection",
    )
    assert ImportDossiers.objects.get().statut == StatutImport.EN_ATTENTE

    _passer_le_delai()
    veiller_jusqu_a(_est_fini, "the import is taken up and ends")
    _est_importe_une_fois()


ASK_FOR_ALERTS = """
import django
django.setup()
from accompagnement.actions.alerte import demander_calcul
demander_calcul()
"""


def test_what_was_asked_while_no_queue_answered_leaves_with_the_watch(worker, tmp_path):
    environnement = {
        "DATABASE_URL": url_de_la_base_de_test(),
        "DJANGO_SETTINGS_MODULE": "plie.settings",
        "SECRET_KEY": settings.SECRET_KEY,
        "REDIS_URL": f"unix://{tmp_path}/absente.sock?db=0",
    }
    commande = subprocess.run(
        [sys.executable, "-c", ASK_FOR_ALERTS],
        cwd=settings.BASE_DIR,
        env=os.environ | environnement,
        capture_output=True,
        text=True,
        timeout=15,
        check=True,
    )
    assert "on_commit" in commande.stderr
    demande = Demande.objects.get(prevue_le=None)
    assert (demande.statut, demande.livraisons) == ("a_faire", 0)

    veiller_jusqu_a(
        lambda: Demande.objects.filter(pk=demande.pk, statut="faite").exists(),
        "the computation asked for is made",
    )


@pytest.fixture
def valkey():
    serveur = Valkey().demarrer()
    yield serveur
    serveur.jeter()


def test_a_queue_that_restarts_ends_neither_the_worker_nor_its_import(
    demander, lancer_worker, valkey
):
    demander()
    ouvrier = lancer_worker(REDIS_URL=valkey.url)
    attendre_que(_session_au_travail, "the worker that starts takes the import")
    valkey.arreter()
    attendre_que(_est_fini, "the import ends without its queue")
    valkey.demarrer()
    _est_importe_une_fois()

    demander_calcul()
    demande = Demande.objects.get(tache="accompagnement.tasks.calculer_alertes", prevue_le=None)
    attendre_que(_suivie_par(demande, valkey), "the same worker goes on")
    assert ouvrier.processus.poll() is None


def _suivie_par(demande, valkey):
    """Whether `demande` is done, asked again every second as beat does every minute: a worker
    that comes back may lose the first message."""
    envoi = 0

    def est_faite():
        nonlocal envoi
        if time.monotonic() > envoi + 1:
            _demander_la_suite(valkey)
            envoi = time.monotonic()
        return Demande.objects.filter(pk=demande.pk, statut="faite").exists()

    return est_faite


def _demander_la_suite(valkey):
    adresse = valkey.url.replace("unix://", "redis+socket://").replace("db=", "virtual_host=")
    with app.connection_for_write(adresse) as connexion:
        app.send_task("plie.taches.tasks.prendre_la_suite", connection=connexion)


def test_an_import_that_kills_its_process_is_set_aside_after_three_deliveries(demander, worker):
    demander()
    demande = Demande.objects.get(tache=TACHE)
    for livraison in range(1, LIVRAISONS_MAX + 1):
        veiller_jusqu_a(
            lambda: (
                Demande.objects.get(pk=demande.pk).livraisons == livraison  # noqa: B023
                and _session_au_travail()
            ),
            "the import is delivered again",
        )
        worker.tuer_les_enfants()
    veiller_jusqu_a(_est_fini, "the import is set aside")
    importation = ImportDossiers.objects.get()
    assert importation.statut == StatutImport.ECHEC
    assert "Relancez-le" in importation.rapport
    assert not Participant.objects.exists()
