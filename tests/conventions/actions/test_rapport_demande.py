"""A report is asked for: by a task, by the morning, by the command; once, whatever happens."""

import hashlib
from datetime import date

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from conventions.actions.rapport import (
    SUFFIXES,
    annuler,
    demander,
    demander_mensuel,
    echouer,
    lire_fichier,
    ouvrir,
    produire,
)
from conventions.enums import (
    FormatFichier,
    StatutRapport,
)
from conventions.models import FichierRapport, Rapport
from plie.celery import TRAVAUX
from plie.comptes.enums import Role
from plie.socle import verrous
from plie.taches.actions import executer
from plie.taches.models import Demande
from tests.attente import attendre_que
from tests.conventions import publies
from tests.usines import AgentFactory, ParcoursFactory
from tests.veille import veiller_jusqu_a

JUIN = date(2025, 6, 1)


def _produit(mois=JUIN):
    return publies.en_preparation(mois)


def _publie(mois=JUIN):
    return publies.publie(mois)


def _etat(rapport):
    return Rapport.objects.values_list("statut", flat=True).get(pk=rapport.pk)


@pytest.mark.django_db
def test_the_task_delivered_twice_produces_once():
    rapport = _produit()
    avant = list(rapport.fichiers.values_list("pk", "sha256"))

    assert produire(rapport.pk) == "rapport déjà produit"
    assert list(rapport.fichiers.values_list("pk", "sha256")) == avant


@pytest.mark.django_db(transaction=True)
def test_the_task_delivered_while_another_worker_produces_does_nothing(tmp_path):
    rapport = ouvrir(JUIN)
    ailleurs = connection.copy()
    try:
        with ailleurs.cursor() as curseur:
            curseur.execute("SELECT pg_advisory_lock(%s, %s)", [verrous.RAPPORT, rapport.pk])
        assert produire(rapport.pk) == "production déjà en cours"
        with pytest.raises(CommandError, match="déjà en cours de production"):
            call_command("produire_rapport", "2025-06", "--dossier", str(tmp_path))
        # The server notices a closed connection a little later: the lock is given back first.
        with ailleurs.cursor() as curseur:
            curseur.execute("SELECT pg_advisory_unlock(%s, %s)", [verrous.RAPPORT, rapport.pk])
    finally:
        ailleurs.close()
    rapport.refresh_from_db()
    assert rapport.statut == StatutRapport.EN_ATTENTE
    assert produire(rapport.pk) == "rapport produit"


@pytest.mark.django_db
def test_a_failure_is_said_and_can_be_tried_again(monkeypatch):
    rapport = ouvrir(JUIN)

    def casser(*args, **options):
        raise OSError("disque plein")

    with monkeypatch.context() as panne:
        panne.setattr("conventions.actions.rapport.ecrire_xlsx", casser)
        with pytest.raises(OSError, match="disque plein"):
            produire(rapport.pk)
    rapport.refresh_from_db()
    assert rapport.statut == StatutRapport.ECHEC and not rapport.fichiers.exists()
    assert _produit().statut == StatutRapport.BROUILLON


@pytest.mark.django_db
def test_the_first_of_the_month_asks_for_one_report_and_no_second():
    rapport = demander_mensuel(date(2025, 7, 1))
    assert rapport.mois == JUIN
    produire(rapport.pk)
    assert demander_mensuel(date(2025, 7, 1)) is None


@pytest.mark.django_db
def test_a_report_that_failed_is_asked_again_the_next_morning():
    rapport = demander_mensuel(date(2025, 7, 1))
    echouer(rapport.pk, "Le disque est plein.")
    assert demander_mensuel(date(2025, 7, 2)) == rapport


@pytest.mark.django_db
def test_a_report_given_up_is_left_alone():
    rapport = demander_mensuel(date(2025, 7, 1))
    annuler(rapport, par=AgentFactory(role=Role.DIRECTION))
    assert demander_mensuel(date(2025, 7, 2)) is None


def test_the_report_of_the_month_is_looked_for_every_morning():
    assert TRAVAUX["conventions.tasks.produire_rapport_mensuel"].day_of_month == set(range(1, 32))


@pytest.mark.django_db
def test_the_command_writes_the_files_and_records_a_draft(tmp_path, capsys):
    call_command("produire_rapport", "2025-06", "--dossier", str(tmp_path / "sortie"))

    noms = {f"plie-rapport-2025-06{fin}" for fin in SUFFIXES.values()}
    assert {fichier.name for fichier in (tmp_path / "sortie").iterdir()} == noms
    assert Rapport.objects.get().statut == StatutRapport.BROUILLON


@pytest.mark.django_db
def test_the_command_gives_back_the_files_of_a_published_month(tmp_path):
    rapport = _publie()
    ParcoursFactory(sorti=True)
    call_command("produire_rapport", "2025-06", "--dossier", str(tmp_path))

    ecrit = (tmp_path / "plie-rapport-2025-06.csv").read_bytes()
    assert hashlib.sha256(ecrit).hexdigest() == rapport.fichiers.get(format="csv").sha256
    assert Rapport.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("mois", "phrase"), [("2025-13", "n'est pas un mois"), ("2099-01", "pas terminé")]
)
def test_the_command_refuses_a_month_in_one_sentence(tmp_path, mois, phrase):
    with pytest.raises(CommandError, match=phrase):
        call_command("produire_rapport", mois, "--dossier", str(tmp_path))


def test_a_worker_killed_in_the_middle_gives_one_report(lancer_worker):
    for _ in range(20):
        ParcoursFactory(sorti=True)
    ouvrier = lancer_worker()
    rapport = demander(JUIN, par=AgentFactory(role=Role.DIRECTION))
    attendre_que(
        lambda: _etat(rapport) in (StatutRapport.EN_COURS, StatutRapport.BROUILLON),
        "the worker begins the report",
    )
    ouvrier.tuer()
    assert _etat(rapport) == StatutRapport.EN_COURS
    assert not FichierRapport.objects.exists()

    lancer_worker()
    veiller_jusqu_a(
        lambda: _etat(rapport) == StatutRapport.BROUILLON, "the next worker ends the report"
    )

    assert Rapport.objects.count() == 1
    assert FichierRapport.objects.count() == len(FormatFichier)
    for fichier in FichierRapport.objects.all():
        assert lire_fichier(fichier)


@pytest.mark.django_db
def test_a_report_given_up_says_so_and_can_be_asked_again():
    rapport = demander(JUIN, par=AgentFactory(role=Role.DIRECTION))
    (demande,) = Demande.objects.a_faire()
    annuler(rapport, par=AgentFactory(role=Role.DIRECTION))
    rapport.refresh_from_db()
    assert (rapport.statut, rapport.etape) == ("echec", "La production a été annulée.")
    assert executer(demande.pk) == "rien à faire"

    demander(JUIN, par=AgentFactory(role=Role.DIRECTION))
    executer(Demande.objects.a_faire().get().pk)
    assert _etat(rapport) == StatutRapport.BROUILLON


@pytest.mark.django_db
def test_a_report_given_up_while_it_is_produced_stops(monkeypatch):
    rapport = demander(JUIN, par=AgentFactory(role=Role.DIRECTION))

    def annuler_au_milieu(*_, **__):
        annuler(rapport, par=AgentFactory(role=Role.DIRECTION))
        return b"%PDF"

    monkeypatch.setattr("conventions.actions.rapport.ecrire_pdf", annuler_au_milieu)
    assert executer(Demande.objects.get().pk) == "production annulée"
    assert _etat(rapport) == StatutRapport.ECHEC
    assert not FichierRapport.objects.exists()
