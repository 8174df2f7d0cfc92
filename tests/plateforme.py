"""A whole platform of its own, which a test breaks piece by piece: servers, web, worker and beat,
each started again at once as systemd does."""

import contextlib
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

import httpx
import psycopg
from django.conf import settings

from tests.attente import attendre_que
from tests.postgresql import Postgresql
from tests.smtp import ServeurSMTP
from tests.valkey import Valkey

PORTS = Path("/proc/sys/net/ipv4/ip_local_port_range")
LIGNES_RACONTEES = 5
CELERY = (sys.executable, "-m", "celery", "-A", "plie")


def _port_libre():
    """Below those that the system hands out: while the site is down nobody else is given its port,
    which gunicorn would wait for five seconds, then leave."""
    premier = int(PORTS.read_text().split()[0])
    while True:
        port = premier // 2 + secrets.randbelow(premier // 2)
        with contextlib.suppress(OSError), socket.create_server(("127.0.0.1", port)):
            return port


class Plateforme:
    """On a copy of the database of the tests as it is now."""

    def __init__(self):
        self.base = Postgresql().copier()
        self.base.detacher()
        self.base.demarrer(durable=True)
        self.file, self.relais = Valkey().demarrer(), ServeurSMTP()
        self.fichiers = Path(tempfile.mkdtemp(prefix="fi"))
        self.journaux = Path(tempfile.mkdtemp(prefix="jo"))
        port = _port_libre()
        self.adresse = f"http://127.0.0.1:{port}"
        self.commandes = {
            "web": (sys.executable, "-m", "gunicorn", "-c", "deploiement/gunicorn.conf.py")
            + ("--bind", f"127.0.0.1:{port}"),
            "worker": (*CELERY, "worker", "--concurrency", "2"),
            "beat": (*CELERY, "beat", "--pidfile="),
        }
        self.processus = {}
        for nom in self.commandes:
            self.lancer(nom)
        attendre_que(self.repond, "the site answers")

    def lancer(self, nom):
        with self._journal(nom).open("ab") as journal:
            self.processus[nom] = self._demarrer(nom, journal)

    def _journal(self, nom):
        return self.journaux / nom

    def _demarrer(self, nom, journal):
        return subprocess.Popen(
            self.commandes[nom],
            cwd=settings.BASE_DIR,
            env=os.environ
            | {
                "DATABASE_URL": self.base.url_de(settings.DATABASES["default"]["NAME"]),
                "REDIS_URL": self.file.url,
                "EMAIL_URL": self.relais.url,
                "SECRET_KEY": settings.SECRET_KEY,
                "PLIE_FICHIERS": str(self.fichiers),
                "DEMONSTRATION": "true",
            },
            stdout=journal,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )

    def exiger_debout(self):
        """No process ends but those that a test kills: systemd would hide it."""
        finis = [nom for nom, un in list(self.processus.items()) if un.poll() is not None]
        assert not finis, self.raconter()

    def raconter(self):
        """Of each process, whether it is there and what it said last."""
        return {
            nom: (
                un.poll(),
                self._journal(nom).read_text(errors="replace").splitlines()[-LIGNES_RACONTEES:],
            )
            for nom, un in list(self.processus.items())
        }

    def tuer(self, nom):
        """The process and its children, as a power cut would; then another is started."""
        self.achever(nom)
        self.lancer(nom)

    def achever(self, nom):
        acheve = self.processus.pop(nom)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(acheve.pid, signal.SIGKILL)
        acheve.wait()

    def tuer_les_enfants(self, nom):
        """Their parent makes others."""
        pid = self.processus[nom].pid
        for enfant in Path(f"/proc/{pid}/task/{pid}/children").read_text().split():
            os.kill(int(enfant), signal.SIGKILL)

    def repond(self):
        try:
            return httpx.get(f"{self.adresse}/comptes/login/", timeout=10).status_code == 200
        except httpx.HTTPError:
            return False

    def lire(self, requete, *parametres):
        """The rows that `requete` finds; none while the database is away."""
        nom = settings.DATABASES["default"]["NAME"]
        try:
            with psycopg.connect(self.base.url_de(nom), connect_timeout=3) as connexion:
                return connexion.execute(requete, parametres or None).fetchall()
        except psycopg.OperationalError:
            return []

    def jeter(self):
        for nom in list(self.processus):
            self.achever(nom)
        self.relais.jeter()
        self.file.jeter()
        self.base.jeter()
        shutil.rmtree(self.fichiers)
        shutil.rmtree(self.journaux)
