"""A whole platform of its own, which a test breaks piece by piece: servers, web, worker and beat,
each started again at once as systemd does."""

import contextlib
import os
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

CELERY = (sys.executable, "-m", "celery", "-A", "plie")


class Plateforme:
    """On a copy of the database of the tests as it is now."""

    def __init__(self):
        self.base = Postgresql().copier()
        self.base.detacher()
        self.base.demarrer(durable=True)
        self.file, self.relais = Valkey().demarrer(), ServeurSMTP()
        self.fichiers = Path(tempfile.mkdtemp(prefix="fi"))
        with socket.create_server(("127.0.0.1", 0)) as prise:
            port = prise.getsockname()[1]
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
        self.processus[nom] = subprocess.Popen(
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
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    def tuer(self, nom):
        """The process and its children, as a power cut would; then another is started."""
        self.achever(nom)
        self.lancer(nom)

    def achever(self, nom):
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.processus[nom].pid, signal.SIGKILL)
        self.processus[nom].wait()

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
        for nom in self.processus:
            self.achever(nom)
        self.relais.jeter()
        self.file.jeter()
        self.base.jeter()
        shutil.rmtree(self.fichiers)
