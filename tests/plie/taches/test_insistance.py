"""A mail that has left is marked, be the database restarted in between: it does not leave twice."""

import contextlib
from datetime import timedelta

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from django.db import OperationalError, connection, transaction
from django.utils import timezone

from accompagnement.actions.courriel import prevenir
from accompagnement.enums import Presence
from accompagnement.models import Entretien
from plie.taches import insistance
from plie.taches.actions import executer
from plie.taches.enums import StatutDemande
from plie.taches.models import Demande
from tests.usines import EntretienFactory

pytestmark = pytest.mark.django_db(transaction=True)


def couper():
    with contextlib.suppress(OperationalError), connection.cursor() as curseur:
        curseur.execute("SELECT pg_terminate_backend(pg_backend_pid())")


def test_a_session_lost_once_the_mail_has_left_sends_it_once(monkeypatch):
    monkeypatch.setattr(insistance, "ATTENTES", (0.01,))
    envoyer = EmailMessage.send
    monkeypatch.setattr(EmailMessage, "send", lambda m: (envoyer(m), couper()))
    entretien = EntretienFactory(
        debut=timezone.now() + timedelta(days=2),
        presence=Presence.PREVU,
        parcours__actif=True,
        parcours__participant__email="personne@exemple.test",
        parcours__participant__accepte_courriels=True,
    )
    prevenir(entretien)
    demande = Demande.objects.get(tache="accompagnement.tasks.envoyer_invitation")
    assert executer(demande.pk) == "envoyé"
    assert Entretien.objects.get().invitation_envoyee_le
    demande.refresh_from_db()
    assert (demande.statut, demande.essais) == (StatutDemande.FAITE, 0)
    executer(demande.pk)
    assert len(mail.outbox) == 1


def test_a_transaction_is_not_begun_again_by_half():
    essais = []

    def ecrire():
        essais.append(1)
        raise OperationalError

    with pytest.raises(OperationalError), transaction.atomic():
        insistance.insister(ecrire)
    assert essais == [1]


def test_a_database_that_stays_away_is_a_failure(monkeypatch):
    monkeypatch.setattr(insistance, "ATTENTES", (0.01, 0.01))
    essais = []

    def ecrire():
        essais.append(1)
        raise OperationalError

    with pytest.raises(OperationalError):
        insistance.insister(ecrire)
    assert len(essais) == 3
