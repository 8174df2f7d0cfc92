"""A real gunicorn on the test database, with the settings of production."""

import os
import signal
import socket
import subprocess
import sys
from contextlib import contextmanager

import httpx
from django.conf import settings

from tests.attente import attendre_que
from tests.ouvrier import url_de_la_base_de_test

CONNEXION = "/comptes/login/"


@contextmanager
def serveur_web(sortie=subprocess.DEVNULL, **environnement):
    """A client of the server, once this one answers; its lines go to `sortie`, and
    `environnement` overrides ours."""
    with socket.create_server(("127.0.0.1", 0)) as prise:
        port = prise.getsockname()[1]
    propre = {
        "DATABASE_URL": url_de_la_base_de_test(),
        "SECRET_KEY": settings.SECRET_KEY,
        "WEB_PROCESSUS": "1",
        "DEMONSTRATION": "true",
    }
    processus = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "-c", "deploiement/gunicorn.conf.py"]
        + ["--bind", f"127.0.0.1:{port}"],
        cwd=settings.BASE_DIR,
        env=os.environ | propre | environnement,
        stdout=sortie,
        stderr=sortie,
        start_new_session=True,
    )
    try:
        with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=30) as client:
            attendre_que(lambda: _repond(client), "gunicorn answers")
            yield client
    finally:
        os.killpg(processus.pid, signal.SIGKILL)
        processus.wait()


def _repond(client):
    try:
        return client.get(CONNEXION).status_code
    except httpx.HTTPError:
        return None
