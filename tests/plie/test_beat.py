"""Beat, in a process of its own: it writes nothing where it starts, and wakes the watch at once."""

import json
import os
import subprocess
import sys

import pytest
import redis
from django.conf import settings

from tests.attente import attendre_que
from tests.ouvrier import url_de_la_base_de_test
from tests.valkey import Valkey

VEILLE = "plie.taches.tasks.veiller"
# Seconds: a busy machine takes six of them to start it, and as long to end it.
PATIENCE = 60


@pytest.fixture
def valkey():
    serveur = Valkey().demarrer()
    yield serveur
    serveur.jeter()


@pytest.fixture
def lancer_beat(transactional_db, valkey, tmp_path):
    lances = []

    def lancer():
        lances.append(
            subprocess.Popen(
                [sys.executable, "-m", "celery", "-A", "plie", "beat"],
                cwd=tmp_path,
                env=os.environ
                | {
                    "PYTHONPATH": str(settings.BASE_DIR),
                    "DATABASE_URL": url_de_la_base_de_test(),
                    "SECRET_KEY": settings.SECRET_KEY,
                    "REDIS_URL": valkey.url,
                },
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
        )
        return lances[-1]

    yield lancer
    for processus in lances:
        processus.kill()
        processus.wait()


def _envois(valkey):
    with redis.from_url(valkey.url) as client:
        messages = client.lrange(f"{settings.PREFIXE}celery", 0, -1)
    return [json.loads(message)["headers"]["task"] for message in messages]


def _reveiller(beat, valkey):
    """What the queue holds once `beat` has sent something, and ended when it was asked to."""
    deja = len(_envois(valkey))
    attendre_que(lambda: len(_envois(valkey)) > deja, "beat sends a message", patience=PATIENCE)
    beat.terminate()
    assert beat.wait(timeout=PATIENCE) == 0
    return _envois(valkey)


def test_beat_wakes_the_watch_as_soon_as_it_starts_and_leaves_no_file(
    lancer_beat, valkey, tmp_path
):
    assert _reveiller(lancer_beat(), valkey) == [VEILLE]
    assert _reveiller(lancer_beat(), valkey) == [VEILLE, VEILLE]
    assert list(tmp_path.iterdir()) == []
