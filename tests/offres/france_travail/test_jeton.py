"""The token that workers share, asked for by processes of their own."""

import os
import subprocess
import sys

from django.conf import settings

from offres.france_travail.partage import connexion
from tests.attente import PATIENCE

DEMANDER = """
import django, httpx
django.setup()
from offres.france_travail import jeton
print("prêt", flush=True)
input()
with httpx.Client() as http:
    print(jeton.obtenir(http))
"""


def demandeur(doublure):
    """A process that asks for the token as soon as it is sent a line."""
    return subprocess.Popen(
        [sys.executable, "-c", DEMANDER],
        cwd=settings.BASE_DIR,
        env=os.environ | doublure.reglages() | {"DJANGO_SETTINGS_MODULE": "plie.settings"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def attendre_un_second_demandeur():
    """Until somebody else tries to take the lock that the one being answered holds."""
    with connexion().monitor() as moniteur:
        for commande in moniteur.listen():
            if commande["command"].startswith("SET ") and "jeton:verrou" in commande["command"]:
                return


def test_two_processes_that_need_a_token_at_once_renew_it_once(doublure):
    doublure.avant_jeton = attendre_un_second_demandeur
    demandeurs = [demandeur(doublure) for _ in range(2)]
    try:
        assert [un.stdout.readline() for un in demandeurs] == ["prêt\n"] * 2
        for un in demandeurs:
            un.stdin.write("\n")
            un.stdin.flush()
        jetons = [un.communicate(timeout=PATIENCE)[0].strip() for un in demandeurs]
    finally:
        for un in demandeurs:
            un.kill()
            un.wait()
    assert jetons == list(doublure.jetons) * 2
    assert doublure.demandes_de_jeton == 1
