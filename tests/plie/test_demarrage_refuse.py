"""Started as in production on a base of the demonstration, web and worker leave and say why."""

import contextlib
import os
import signal
import subprocess
import sys

import pytest
from django.conf import settings

from plie.comptes.enums import Role
from tests.ouvrier import url_de_la_base_de_test
from tests.usines import AgentFactory

WEB = [sys.executable, "-m", "gunicorn", "-c", "deploiement/gunicorn.conf.py"]
OUVRIER = [sys.executable, "-m", "celery", "-A", "plie", "worker", "--concurrency", "1"]
PATIENCE = 60


def _lancer(commande):
    """What the process wrote until it left, and its exit code."""
    production = {
        "DATABASE_URL": url_de_la_base_de_test(),
        "SECRET_KEY": "kYx3-Vt9wQ_7sLr2Zp8mNc4Jd6Hf1Gb5-Ae0Ui3Oy9Tz7Xw2Rq4",
        "DEMONSTRATION": "false",
        "DEBUG": "false",
        "WEB_PROCESSUS": "1",
        "WEB_ADRESSE": "127.0.0.1:0",
    }
    processus = subprocess.Popen(
        commande,
        cwd=settings.BASE_DIR,
        env=os.environ | production,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    try:
        return processus.communicate(timeout=PATIENCE)[0], processus.returncode
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(processus.pid, signal.SIGKILL)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("commande", [WEB, OUVRIER], ids=["web", "worker"])
def test_a_production_never_serves_the_accounts_of_the_demonstration(commande):
    AgentFactory(email="direction@demo.example", role=Role.DIRECTION)
    dit, code = _lancer(commande)
    assert "La base contient les comptes de démonstration" in dit
    assert code != 0
