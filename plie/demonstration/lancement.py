"""`make demo`: the whole platform on invented data, from one terminal; `make stop` ends it.

Every process started is written down in the data folder: what a `kill -9` of this one leaves
behind is ended by the next start, or by `make stop`.
"""

import argparse
import contextlib
import errno
import fcntl
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import NamedTuple

import django
from django.core.management import call_command

from plie import embarque

HOTE = "127.0.0.1"
PATIENCE_PRET = 120
PATIENCE_ARRET = 15
RONDES_SANS_SERVEURS = 4
# The stand-ins that run, each on the port that its variable gives.
SIMULATEURS = {"france_travail": "PLIE_SIMULATEUR_PORT", "sms": "PLIE_SIMULATEUR_SMS_PORT"}
SIGNAUX_ARRET = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class DemonstrationErreur(Exception):
    """Carries the sentence shown to whoever typed the command."""


class ArretDemande(Exception):
    """Ctrl-C, `make stop`, or a closed terminal."""


class Processus(NamedTuple):
    pid: int
    # In clock ticks since the boot: with the pid, names one process for ever.
    naissance: int


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--port", default="8000")
    arguments.add_argument("--arreter", action="store_true")
    choix = arguments.parse_args()
    try:
        embarque.exiger_les_roues()
        if choix.arreter:
            arreter()
        else:
            lancer(_port(choix.port))
    except (DemonstrationErreur, embarque.EmbarqueErreur) as erreur:
        sys.exit(str(erreur))
    except ArretDemande:
        _dire("Arrêté.")


def lancer(port: int) -> None:
    for numero in SIGNAUX_ARRET:
        signal.signal(numero, _demander_arret)
    with _reservation(port) as registre:
        _finir(registre.anciens)
        registre.oublier_anciens()
        _verifier_port(port)
        try:
            _annoncer_l_adresse(port)
            _brancher_les_offres()
            _brancher_les_sms()
            _preparer()
            enfants = _demarrer(port, registre)
            _attendre_pret(port, enfants)
            _demander_les_offres()
            _dire(f"Prêt : http://localhost:{port}")
            _surveiller(enfants)
        finally:
            for numero in SIGNAUX_ARRET:
                signal.signal(numero, signal.SIG_IGN)
            _finir(registre.processus)
            embarque.arreter()


def arreter() -> None:
    """End the demonstration of this data folder, whoever started it, and its servers."""
    fichier = _fichier_registre()
    if fichier.exists():
        etat = _lire(fichier)
        if etat.get("lanceur") and _vit(Processus(*etat["lanceur"])):
            os.kill(etat["lanceur"][0], signal.SIGTERM)
            _attendre_fin([Processus(*etat["lanceur"])], 2 * PATIENCE_ARRET)
        _finir([Processus(*processus) for processus in _lire(fichier)["processus"]])
    embarque.arreter()
    _dire("Arrêté.")


def _dire(phrase: str) -> None:
    sys.stdout.write(f"{phrase}\n")
    sys.stdout.flush()


def _demander_arret(_numero, _cadre):
    raise ArretDemande


# What is running, written down


class Registre:
    """The processes of this demonstration, and those that the one before left behind."""

    def __init__(self, fichier: Path, port: int):
        self.fichier = fichier
        self.port = port
        self.anciens = [Processus(*processus) for processus in _lire(fichier)["processus"]]
        self.processus: list[Processus] = []
        self._ecrire()

    def oublier_anciens(self) -> None:
        self.anciens = []
        self._ecrire()

    def noter(self, pid: int) -> None:
        self.processus.append(Processus(pid, _naissance(pid)))
        self._ecrire()

    def _ecrire(self) -> None:
        etat = {
            "port": self.port,
            "lanceur": Processus(os.getpid(), _naissance(os.getpid())),
            "processus": self.anciens + self.processus,
        }
        provisoire = self.fichier.with_suffix(".partiel")
        provisoire.write_text(json.dumps(etat))
        provisoire.rename(self.fichier)


def _fichier_registre() -> Path:
    return embarque.dossier_donnees() / "demonstration.json"


def _lire(fichier: Path) -> dict:
    try:
        return json.loads(fichier.read_text())
    except (FileNotFoundError, ValueError):
        return {"processus": []}


@contextlib.contextmanager
def _reservation(port: int):
    """One demonstration per data folder; the kernel gives the folder back when we die."""
    donnees = embarque.dossier_donnees()
    try:
        donnees.mkdir(mode=0o700, parents=True, exist_ok=True)
        descripteur = os.open(donnees / "demonstration.verrou", os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as erreur:
        raise DemonstrationErreur(
            f"Le dossier de données {donnees} est inutilisable : {erreur.strerror}."
        ) from erreur
    try:
        fcntl.flock(descripteur, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield Registre(_fichier_registre(), port)
    except BlockingIOError as erreur:
        raise DemonstrationErreur(
            f"Une démonstration tourne déjà sur {donnees} (http://localhost:"
            f"{_lire(_fichier_registre()).get('port')}) : arrêtez-la d'abord par « make stop »."
        ) from erreur
    finally:
        os.close(descripteur)


# Before anything starts


def _port(texte: str) -> int:
    if not texte.isascii() or not texte.isdigit() or not 1 <= int(texte) <= 65535:
        raise DemonstrationErreur(f"PORT doit être un nombre de 1 à 65535, pas « {texte} ».")
    return int(texte)


def _verifier_port(port: int) -> None:
    with socket.socket() as prise:
        prise.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            prise.bind((HOTE, port))
        except PermissionError as erreur:
            raise DemonstrationErreur(
                f"Le port {port} est réservé à root : choisissez-en un au-dessus de 1023."
            ) from erreur
        except OSError as erreur:
            if erreur.errno != errno.EADDRINUSE:
                raise
            raise DemonstrationErreur(
                f"Le port {port} est déjà pris : choisissez-en un autre, par exemple "
                f"« make demo PORT={port + 1 if port < 65535 else 8000} »."
            ) from erreur


def _annoncer_l_adresse(port: int) -> None:
    """Links in mails lead here, whatever the port; or to the proxy that was declared."""
    declaree = os.environ.get("CSRF_TRUSTED_ORIGINS", "").split(",")[0]
    os.environ.setdefault("PLIE_ADRESSE", declaree or f"http://localhost:{port}")


def _preparer() -> None:
    # Static files straight from their sources: gathering them is half of a second start.
    os.environ |= {"DEMONSTRATION": "true", "PLIE_EMPREINTES": "false"}
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "plie.settings")
    embarque.demarrer()
    django.setup()
    # Imported here: it reads the settings.
    from plie.verifications import exiger_production_saine  # noqa: PLC0415

    exiger_production_saine()
    call_command("preparer")
    call_command("charger_demonstration")


def _brancher_les_offres() -> None:
    """Without credentials of one's own, France Travail is a stand-in, and every page says so."""
    if os.environ.get("FRANCE_TRAVAIL_ID") and os.environ.get("FRANCE_TRAVAIL_SECRET"):
        return
    port = _port_libre()
    adresse = f"http://{HOTE}:{port}"
    os.environ |= {
        "FRANCE_TRAVAIL_SIMULE": "true",
        "FRANCE_TRAVAIL_ID": "PAR_demonstration",
        "FRANCE_TRAVAIL_SECRET": "secret-de-demonstration",
        "FRANCE_TRAVAIL_URL_API": adresse,
        "FRANCE_TRAVAIL_URL_JETON": f"{adresse}/connexion/oauth2/access_token",
        "FRANCE_TRAVAIL_APPELS_PAR_SECONDE": "50",
        "PLIE_SIMULATEUR_PORT": str(port),
    }


def _port_libre() -> int:
    with socket.socket() as prise:
        prise.bind((HOTE, 0))
        return prise.getsockname()[1]


def _brancher_les_sms() -> None:
    """Without a provider of one's own, a stand-in takes the messages and sends nothing."""
    if os.environ.get("SMS_URL"):
        return
    port = _port_libre()
    os.environ |= {
        "SMS_URL": f"http://{HOTE}:{port}/messages",
        "SMS_JETON": "jeton-de-demonstration",
        "PLIE_SIMULATEUR_SMS_PORT": str(port),
    }


# Web, worker, beat


def _commandes(port: int) -> dict[str, list[str]]:
    simules = {
        nom: [f"plie.demonstration.{nom}", "--port", os.environ[variable]]
        for nom, variable in SIMULATEURS.items()
        if variable in os.environ
    }
    return simules | {
        "web": ["gunicorn", "-c", str(embarque.RACINE / "deploiement" / "gunicorn.conf.py"),
                "--bind", f"{HOTE}:{port}"],
        "worker": ["celery", "-A", "plie", "worker", "--concurrency", "2",
                   "--without-mingle", "--without-gossip"],
        "beat": ["celery", "-A", "plie", "beat", "--pidfile="],
    }  # fmt: skip


def _demarrer(port: int, registre: Registre) -> dict[str, subprocess.Popen]:
    enfants = {}
    for nom, (module, *arguments) in _commandes(port).items():
        with _journal(nom).open("wb") as sortie:
            enfants[nom] = subprocess.Popen(
                [sys.executable, "-m", module, *arguments],
                cwd=embarque.RACINE,
                stdin=subprocess.DEVNULL,
                stdout=sortie,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        registre.noter(enfants[nom].pid)
    return enfants


def _journal(nom: str) -> Path:
    return embarque.dossier_donnees() / "journaux" / f"{nom}.log"


def _attendre_pret(port: int, enfants: dict[str, subprocess.Popen]) -> None:
    echeance = time.monotonic() + PATIENCE_PRET
    while not _repond(port):
        _verifier_enfants(enfants)
        if time.monotonic() > echeance:
            raise DemonstrationErreur(
                f"La plateforme n'est pas prête après {PATIENCE_PRET} secondes : voyez "
                f"{_journal('web')} et {_journal('worker')}."
            )
        time.sleep(0.2)


def _repond(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://{HOTE}:{port}/sante/", timeout=5) as reponse:
            return reponse.status == 200
    except (urllib.error.URLError, OSError):
        return False


def _demander_les_offres() -> None:
    """Offers are hidden a day after their last complete run: a start finds them fresh."""
    # Imported here: it reads the settings.
    from offres.actions.synchronisation import demander_si_ancienne  # noqa: PLC0415

    demander_si_ancienne()


def _surveiller(enfants: dict[str, subprocess.Popen]) -> None:
    while True:
        for _ in range(RONDES_SANS_SERVEURS):
            _verifier_enfants(enfants)
            time.sleep(0.5)
        # One that died is started again; the others live through it.
        embarque.demarrer()


def _verifier_enfants(enfants: dict[str, subprocess.Popen]) -> None:
    for nom, enfant in enfants.items():
        if enfant.poll() is not None:
            raise DemonstrationErreur(
                f"Le processus « {nom} » s'est arrêté (code {enfant.returncode}) : voyez "
                f"{_journal(nom)}."
            )


# The end


def _finir(processus: list[Processus]) -> None:
    """Ask every group to end, then make it, children of a dead leader included."""
    for numero in (signal.SIGTERM, signal.SIGKILL):
        a_nous = [un for un in processus if not _est_remplace(un)]
        for un in a_nous:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(un.pid, numero)
        _attendre_fin(a_nous, PATIENCE_ARRET)


def _attendre_fin(processus: list[Processus], patience: float) -> None:
    echeance = time.monotonic() + patience
    while any(_vit(un) for un in processus) and time.monotonic() < echeance:
        time.sleep(0.05)


def _vit(processus: Processus) -> bool:
    etat = _etat(processus.pid)
    return etat is not None and etat[0] != "Z" and int(etat[19]) == processus.naissance


def _est_remplace(processus: Processus) -> bool:
    """True when the number has passed to somebody else's process."""
    etat = _etat(processus.pid)
    return etat is not None and int(etat[19]) != processus.naissance


def _naissance(pid: int) -> int:
    etat = _etat(pid)
    return int(etat[19]) if etat else 0


def _etat(pid: int) -> list[str] | None:
    """The fields of /proc/PID/stat after the name, which may itself hold spaces."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return None
