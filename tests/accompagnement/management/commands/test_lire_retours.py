import io
import mailbox

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import OperationalError

from accompagnement.actions.courriel import expedier
from accompagnement.models import Participant
from tests.avis import avis
from tests.usines import ParticipantFactory

pytestmark = pytest.mark.django_db
COMMANDE = "accompagnement.management.commands.lire_retours"


def lire(*options):
    sortie = io.StringIO()
    call_command("lire_retours", *options, stdout=sortie)
    return sortie.getvalue().splitlines()


@pytest.fixture
def retour():
    personne = ParticipantFactory(email="fatima@exemple.fr")
    expedier(mail.EmailMessage("Bonjour", "Bonjour", to=[personne.email]), personne)
    message_id = mail.outbox[0].message()["Message-ID"]
    return avis("exim", adresse=personne.email, message_id=message_id)


def test_one_report_is_read_as_a_mail_server_gives_it(retour, monkeypatch):
    entree = io.TextIOWrapper(io.BytesIO(retour))
    monkeypatch.setattr("sys.stdin", entree)
    assert lire() == ["l'adresse est notée comme refusée"]
    assert Participant.objects.get().email_refuse_le


def test_the_new_ones_of_a_maildir_are_read_once(retour, tmp_path):
    boite = mailbox.Maildir(tmp_path / "retours")
    boite.add(retour)
    boite.add(b"Subject: Absence\n\nJe suis absent.")
    lus = lire("--maildir", str(tmp_path / "retours"))
    assert sorted(lus) == [
        "ignoré : ce n'est pas un avis de non-remise",
        "l'adresse est notée comme refusée",
    ]
    assert lire("--maildir", str(tmp_path / "retours")) == []
    with pytest.raises(CommandError, match="pas un Maildir"):
        lire("--maildir", str(tmp_path))


def test_a_base_out_of_order_has_the_mail_server_try_again(monkeypatch):
    def tomber(_octets):
        raise OperationalError

    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"")))
    monkeypatch.setattr(f"{COMMANDE}.noter_un_retour", tomber)
    with pytest.raises(CommandError) as panne:
        lire()
    assert panne.value.returncode == 75
