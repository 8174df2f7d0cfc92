"""What is wrong is told on the home page, to a supervisor and once by mail; nothing of anybody."""

from collections import namedtuple
from datetime import timedelta

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.utils import timezone

from plie.comptes.enums import Role
from plie.sauvegarde.suite import SAUVEGARDE, consigner_la_suite
from plie.surveillance import avertissements, envoi, etat
from plie.taches.enums import StatutDemande
from plie.taches.models import Avertissement, Demande
from plie.tasks import surveiller
from tests.usines import AgentFactory

pytestmark = pytest.mark.django_db
NUIT, DISTRIBUER = "conventions.tasks.figer_mois", "plie.partenaires.tasks.distribuer"
FICHE = "accompagnement.tasks.envoyer_fiche"
Place = namedtuple("Place", "total used free")


def il_y_a(**duree):
    return timezone.now() - timedelta(**duree)


def noter(tache, statut=StatutDemande.FAITE, *, age=timedelta(), **champs):
    fin = None if statut == StatutDemande.A_FAIRE else timezone.now() - age
    return Demande.objects.create(
        tache=tache, cle=f"{tache}:4321", statut=statut, finie_le=fin, **champs
    )


@pytest.fixture(autouse=True)
def tout_va_bien(settings, monkeypatch):
    settings.DEMONSTRATION = False
    noter(DISTRIBUER, prevue_le=timezone.now())
    consigner_la_suite(SAUVEGARDE, {"fichiers": 3})
    monkeypatch.setattr(etat.shutil, "disk_usage", lambda _: Place(100 * 2**30, 0, 50 * 2**30))


def dits():
    return dict(avertissements.avertissements())


def test_when_all_is_well_nothing_is_said(client):
    assert dits() == {}
    client.force_login(AgentFactory(role=Role.ADMINISTRATION))
    assert "demande une intervention" not in client.get("/").content.decode()
    call_command("surveiller")


def test_the_watch_that_stopped(django_assert_num_queries):
    Demande.objects.filter(tache=DISTRIBUER).update(prevue_le=il_y_a(minutes=19))
    assert dits() == {}
    Demande.objects.filter(tache=DISTRIBUER).update(prevue_le=il_y_a(minutes=21))
    assert list(dits()) == ["veille"] and "ne tourne plus depuis le" in dits()["veille"]
    Demande.objects.all().delete()
    with django_assert_num_queries(2):
        assert "n'a jamais tourné" in dits()["veille"]


def test_a_queue_that_nobody_empties(monkeypatch):
    noter(FICHE, StatutDemande.A_FAIRE, pas_avant=il_y_a(minutes=29))
    noter(FICHE, StatutDemande.A_FAIRE, pas_avant=timezone.now() + timedelta(hours=1))
    assert dits() == {}
    monkeypatch.setattr(avertissements, "FILE_LONGUE", 0)
    assert dits()["file"].startswith("1 travaux attendent un worker")
    monkeypatch.setattr(avertissements, "FILE_LONGUE", 500)
    Demande.objects.filter(statut=StatutDemande.A_FAIRE).update(pas_avant=il_y_a(minutes=31))
    assert dits()["file"].startswith("2 travaux attendent")


def test_mails_that_do_not_leave_even_between_two_attempts():
    suite = timezone.now() + timedelta(hours=3)
    attend = noter(FICHE, StatutDemande.A_FAIRE, demandee_le=il_y_a(minutes=59), pas_avant=suite)
    assert dits() == {}
    Demande.objects.filter(pk=attend.pk).update(demandee_le=il_y_a(minutes=61))
    assert dits()["courriel"].startswith("1 courriels ne partent pas")


def test_a_backup_that_is_old_or_was_never_made(settings):
    Demande.objects.filter(tache=SAUVEGARDE).update(finie_le=il_y_a(hours=31))
    assert dits()["sauvegarde"].startswith("La dernière sauvegarde date du ")
    # What the timetable writes is no backup, nor is one that failed.
    noter(SAUVEGARDE, prevue_le=timezone.now())
    consigner_la_suite(SAUVEGARDE, "SauvegardeErreur", echec=True)
    assert "sauvegarde" in dits()
    Demande.objects.filter(tache=SAUVEGARDE).delete()
    assert dits()["sauvegarde"] == "Aucune sauvegarde n'a été faite par la plateforme."
    settings.SAUVEGARDE_HEURES = 0
    assert dits() == {}


def test_a_night_job_that_failed_until_it_succeeds():
    noter(NUIT, StatutDemande.ECHOUEE, prevue_le=il_y_a(hours=25), age=timedelta(hours=25))
    assert list(dits()) == [f"travail:{NUIT}"]
    assert "« Arrêt des mois terminés » n'a pas abouti le" in dits()[f"travail:{NUIT}"]
    noter(NUIT, prevue_le=il_y_a(hours=1))
    assert dits() == {}


def test_a_disk_that_fills(monkeypatch, settings):
    settings.SAUVEGARDES = "/sauvegardes/pas/encore/là"
    monkeypatch.setattr(etat.shutil, "disk_usage", lambda _: Place(20 * 2**30, 0, 3 * 2**29))
    assert dits() == {
        f"disque_{usage}": f"Le disque des {usage} se remplit : 1,5 Go libres sur 20."
        for usage in ("documents", "sauvegardes")
    }


@pytest.mark.parametrize("role", Role)
def test_those_who_watch_read_it_on_their_home_page_and_nobody_else(client, role):
    Demande.objects.filter(tache=DISTRIBUER).update(prevue_le=il_y_a(hours=1))
    client.force_login(AgentFactory(role=role))
    page = client.get("/").content.decode()
    assert ("La veille ne tourne plus" in page) is (
        role in (Role.ADMINISTRATION, Role.COORDINATION)
    )


def test_each_warning_is_mailed_once_and_again_when_it_comes_back(settings):
    admin = AgentFactory(role=Role.ADMINISTRATION)
    AgentFactory(role=Role.ADMINISTRATION, is_active=False)
    AgentFactory(role=Role.DIRECTION)
    veille = Demande.objects.filter(tache=DISTRIBUER)
    veille.update(prevue_le=il_y_a(hours=1))
    assert [surveiller(), surveiller()] == [1, 1]
    assert [courriel.to for courriel in mail.outbox] == [[admin.email]]
    noter(NUIT, StatutDemande.ECHOUEE, prevue_le=timezone.now())
    # The failed night job is the latest demand of the timetable: the watch runs again.
    assert surveiller() == 1
    assert "Arrêt des mois" in mail.outbox[1].body and "veille" not in mail.outbox[1].body
    Demande.objects.exclude(tache=SAUVEGARDE).update(prevue_le=il_y_a(hours=1))
    settings.ALERTES_COURRIEL = ["astreinte@agglo.example"]
    assert surveiller() == 2
    assert mail.outbox[2].to == ["astreinte@agglo.example"]
    assert "veille" in mail.outbox[2].body and "Arrêt" not in mail.outbox[2].body


def test_a_mail_that_fails_is_sent_by_the_next_pass(monkeypatch):
    AgentFactory(role=Role.ADMINISTRATION)
    Demande.objects.filter(tache=DISTRIBUER).update(prevue_le=il_y_a(hours=1))
    with monkeypatch.context() as panne:
        panne.setattr(envoi.EmailMessage, "send", _refuser)
        assert surveiller() == "ConnectionRefusedError"
        with pytest.raises(CommandError, match=r"n'est pas parti\.\n.*ne tourne plus"):
            call_command("surveiller")
    assert surveiller() == 1
    assert len(mail.outbox) == 1
    assert Avertissement.objects.get().dit_le is not None


def _refuser(_courriel):
    raise ConnectionRefusedError


def test_the_command_answers_1_for_a_timer_to_see():
    Demande.objects.filter(tache=DISTRIBUER).update(prevue_le=il_y_a(hours=1))
    with pytest.raises(CommandError, match="La veille ne tourne plus"):
        call_command("surveiller")
