import fcntl
import json
import os
import signal
import socket
import subprocess
import sys

import pytest

from plie import embarque
from plie.demonstration import lancement
from plie.demonstration.lancement import Processus
from plie.embarque import valkey


@pytest.fixture
def donnees(tmp_path, monkeypatch):
    dossier = tmp_path / "mes données"
    dossier.mkdir()
    monkeypatch.setenv("PLIE_DONNEES", str(dossier))
    return dossier


@pytest.fixture
def dormeur():
    processus = subprocess.Popen(["/bin/sleep", "60"], start_new_session=True)
    yield processus
    processus.kill()
    processus.wait()


def lancer(*arguments):
    return subprocess.run(
        [sys.executable, "-m", "plie.demonstration", *arguments],
        cwd=embarque.RACINE, capture_output=True, text=True, check=False,
    )  # fmt: skip


def noter(donnees, *processus):
    etat = {"port": 8123, "lanceur": None, "processus": processus}
    (donnees / "demonstration.json").write_text(json.dumps(etat))


def processus_de(popen):
    return Processus(popen.pid, lancement._naissance(popen.pid))


def phrase(commande):
    assert commande.returncode == 1
    assert len(commande.stderr.splitlines()) == 1
    return commande.stderr


def test_a_taken_port_is_told_before_anything_starts(donnees):
    with socket.create_server(("127.0.0.1", 0)) as prise:
        port = prise.getsockname()[1]
        commande = lancer("--port", str(port))

    assert f"Le port {port} est déjà pris" in phrase(commande)
    assert not (donnees / "postgresql").exists()


@pytest.mark.parametrize("port", ["abc", "0", "65536", "", "8000 ", "٣"])
def test_a_port_that_is_not_one_is_told(donnees, port):
    assert "PORT doit être un nombre de 1 à 65535" in phrase(lancer("--port", port))


def test_a_second_demonstration_on_the_same_data_is_refused(donnees):
    noter(donnees)
    with (donnees / "demonstration.verrou").open("w") as verrou:
        fcntl.flock(verrou, fcntl.LOCK_EX)
        commande = lancer("--port", "8124")

    assert "tourne déjà" in phrase(commande)
    assert "http://localhost:8123" in commande.stderr


def test_a_data_folder_that_cannot_be_written_is_told(tmp_path, monkeypatch):
    (tmp_path / "fichier").touch()
    monkeypatch.setenv("PLIE_DONNEES", str(tmp_path / "fichier" / "dedans"))

    assert "est inutilisable" in phrase(lancer("--port", "8124"))


def test_stop_ends_what_a_killed_demonstration_left_behind(donnees, dormeur):
    noter(donnees, processus_de(dormeur))

    commande = lancer("--arreter")

    assert commande.returncode == 0
    assert commande.stdout == "Arrêté.\n"
    assert dormeur.wait(timeout=30) == -signal.SIGTERM


def test_stop_never_touches_a_process_that_only_wears_a_noted_number(donnees, dormeur):
    noter(donnees, Processus(dormeur.pid, processus_de(dormeur).naissance - 1))

    lancer("--arreter")

    assert dormeur.poll() is None


def test_stop_ends_the_children_of_a_process_that_died(donnees):
    meneur = subprocess.Popen(
        ["/bin/sh", "-c", "/bin/sleep 60 & echo parti; read attente"],
        start_new_session=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    with meneur:
        assert meneur.stdout.readline() == "parti\n"
        noter(donnees, processus_de(meneur))
        meneur.kill()
        meneur.wait()

        lancer("--arreter")

        # The pipe ends when its last holder, the child, is gone.
        assert meneur.stdout.read() == ""


def test_stop_with_nothing_running_is_not_an_error(donnees):
    assert lancer("--arreter").returncode == 0


def test_a_process_that_dies_ends_the_demonstration_with_its_name_and_its_log(donnees):
    mort = subprocess.Popen(["/bin/false"])
    mort.wait()

    with pytest.raises(lancement.DemonstrationErreur, match=r"« worker ».*code 1.*worker\.log"):
        lancement._verifier_enfants({"worker": mort})


def test_links_in_mails_follow_the_port_or_the_declared_proxy(monkeypatch):
    monkeypatch.setenv("PLIE_ADRESSE", "")
    for origines, attendue in (
        ("", "http://localhost:8123"),
        ("https://plie.exemple.fr,https://autre.exemple.fr", "https://plie.exemple.fr"),
    ):
        monkeypatch.delenv("PLIE_ADRESSE")
        monkeypatch.setenv("CSRF_TRUSTED_ORIGINS", origines)
        lancement._annoncer_l_adresse(8123)
        assert os.environ["PLIE_ADRESSE"] == attendue


def test_sms_go_to_a_stand_in_unless_a_provider_is_declared(monkeypatch):
    for nom in ("SMS_URL", "SMS_JETON", "PLIE_SIMULATEUR_SMS_PORT"):
        monkeypatch.setenv(nom, "")
    lancement._brancher_les_sms()
    port = os.environ["PLIE_SIMULATEUR_SMS_PORT"]
    assert os.environ["SMS_URL"] == f"http://127.0.0.1:{port}/messages"
    assert os.environ["SMS_JETON"] and "sms" in lancement._commandes(8123)

    declares = {"SMS_URL": "https://sms.exemple.fr/envois", "SMS_JETON": "le leur"}
    for nom, valeur in declares.items():
        monkeypatch.setenv(nom, valeur)
    monkeypatch.delenv("PLIE_SIMULATEUR_SMS_PORT")
    lancement._brancher_les_sms()
    assert {nom: os.environ[nom] for nom in declares} == declares
    assert "sms" not in lancement._commandes(8123)


def test_a_server_that_dies_is_started_again_and_ends_nothing(donnees, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql:///ailleurs")
    monkeypatch.delenv("REDIS_URL", raising=False)
    embarque.demarrer()
    numero = valkey.fichier_pid().read_text().strip()
    os.kill(int(numero), signal.SIGKILL)
    # A child of the demonstration that ends once another Valkey has noted its number.
    attente = f'until [ -s valkey.pid ] && [ "$(cat valkey.pid)" != {numero} ]; do sleep 0.1; done'
    enfant = subprocess.Popen(["/usr/bin/timeout", "20", "sh", "-c", attente], cwd=valkey.dossier())
    try:
        with pytest.raises(lancement.DemonstrationErreur, match="code 0"):
            lancement._surveiller({"enfant": enfant})
        assert valkey.est_pret()
    finally:
        embarque.arreter()
