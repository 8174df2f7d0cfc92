"""A real Celery worker, in its own process group, on the test database."""

import contextlib
import os
import signal
import subprocess
import sys
from urllib.parse import quote, urlencode

from django.conf import settings
from django.db import connection

from plie.celery import app
from tests.attente import attendre_que


def url_de_la_base_de_test() -> str:
    reglages = connection.settings_dict
    parametres = {
        "host": reglages["HOST"],
        "port": reglages["PORT"],
        "user": reglages["USER"],
        "password": reglages["PASSWORD"],
    }
    renseignes = urlencode({nom: valeur for nom, valeur in parametres.items() if valeur})
    return f"postgresql:///{quote(reglages['NAME'])}?{renseignes}"


class Ouvrier:
    def __init__(self, *taches, **environnement):
        """`taches`: the modules of those that only a test asks for."""
        app.control.purge()
        self.a_sa_file = "REDIS_URL" in environnement
        self.processus = subprocess.Popen(
            [sys.executable, "-m", "celery", "-A", "plie", "worker", "--concurrency", "2"]
            + [f"--include={module}" for module in taches],
            cwd=settings.BASE_DIR,
            env=os.environ
            | {"DATABASE_URL": url_de_la_base_de_test(), "SECRET_KEY": settings.SECRET_KEY}
            | environnement,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    def attendre(self):
        """Return once the worker answers; one that has a queue of its own says it otherwise."""
        if self.a_sa_file:
            return
        attendre_que(self._repond, "the worker answers")

    def _repond(self):
        assert self.processus.poll() is None, "the worker stopped while starting"
        return app.control.broadcast("ping", reply=True, timeout=0.5, limit=1)

    def tuer(self):
        """kill -9 the worker and its children, as a power cut would."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.processus.pid, signal.SIGKILL)
        self.processus.wait()

    def tuer_les_enfants(self):
        """kill -9 the processes that run tasks; their parent stays."""
        groupe = f"/proc/{self.processus.pid}/task/{self.processus.pid}/children"
        with open(groupe) as fichier:
            for pid in fichier.read().split():
                os.kill(int(pid), signal.SIGKILL)
