import io
import mailbox

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import OperationalError

from accompagnement.actions.courriel import ADRESSE_NOTEE, expedier
from accompagnement.management.commands.lire_retours import ILLISIBLE, TROP_LONG
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


@pytest.fixture
def boite(tmp_path):
    return mailbox.Maildir(tmp_path / "retours")


def test_a_maildir_shared_with_people_is_read_once_and_left_as_it_was(retour, boite, tmp_path):
    """A report that somebody opened counts; what is for people stays new to them."""
    chemin = tmp_path / "retours"
    avis = boite.add(retour)
    (chemin / "new" / avis).rename(chemin / "cur" / f"{avis}:2,S")
    reponse = boite.add(b"Subject: Absence\n\nJe suis absent.")
    assert sorted(lire("--maildir", str(chemin))) == [
        "ignoré : ce n'est pas un avis de non-remise",
        ADRESSE_NOTEE,
    ]
    assert lire("--maildir", str(chemin)) == []
    assert list(boite.get_folder("Traites").keys()) == [avis]
    assert [fichier.name for fichier in (chemin / "new").iterdir()] == [reponse]
    with pytest.raises(CommandError, match="pas un Maildir"):
        lire("--maildir", str(tmp_path))


def _imbriquer(profondeur):
    entetes = "Content-Type: multipart/mixed; boundary=b{0}\n\n--b{0}\n"
    return "".join(entetes.format(rang) for rang in range(profondeur)).encode()


def test_a_message_that_cannot_be_read_stops_neither_the_others_nor_the_next_run(
    retour, boite, tmp_path, monkeypatch, caplog
):
    """Nested without end, too long, gone meanwhile."""
    chemin = tmp_path / "retours"
    illisible = boite.add(_imbriquer(1200))
    monkeypatch.setattr(f"{COMMANDE}.TAILLE_MAXIMALE", 500_000)
    boite.add(retour.replace(b"\n\n", b"\n" + b"X: " + b"x" * 500_000 + b"\n\n", 1))
    parti = boite.add(b"")
    boite.add(retour)
    (chemin / "new" / parti).unlink()
    (chemin / "new" / parti).symlink_to("ailleurs")
    lus = lire("--maildir", str(chemin))
    assert sorted(lus) == sorted([ILLISIBLE, TROP_LONG, ADRESSE_NOTEE])
    assert illisible in caplog.text and "multipart" not in caplog.text
    assert lire("--maildir", str(chemin)) == []


def test_a_base_out_of_order_has_the_mail_server_try_again(monkeypatch):
    def tomber(_octets):
        raise OperationalError

    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"")))
    monkeypatch.setattr(f"{COMMANDE}.noter_un_retour", tomber)
    with pytest.raises(CommandError) as panne:
        lire()
    assert panne.value.returncode == 75
