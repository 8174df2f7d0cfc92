"""The token that workers share, asked for by processes of their own."""

import os
import subprocess
import sys

import httpx
import pytest
import redis
from django.conf import settings

from offres.france_travail.erreurs import AccesRefuse, ServiceIndisponible
from offres.france_travail.jeton import obtenir
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


def demandeur(simulateur):
    """A process that asks for the token as soon as it is sent a line."""
    return subprocess.Popen(
        [sys.executable, "-c", DEMANDER],
        cwd=settings.BASE_DIR,
        env=os.environ | simulateur.reglages() | {"DJANGO_SETTINGS_MODULE": "plie.settings"},
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


def test_two_processes_that_need_a_token_at_once_renew_it_once(simulateur):
    simulateur.avant_jeton = attendre_un_second_demandeur
    demandeurs = [demandeur(simulateur) for _ in range(2)]
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
    assert jetons == list(simulateur.jetons) * 2
    assert simulateur.demandes_de_jeton == 1


@pytest.mark.parametrize(
    ("duree", "gardee"), [(1499, 1439), (121, 61), (120, 60), (1, 1), (-5, 60)]
)
def test_a_token_is_kept_a_minute_less_than_it_lasts_or_half_of_a_short_life(
    simulateur, duree, gardee
):
    simulateur.duree_jeton = duree
    with httpx.Client() as http:
        obtenir(http)
    with redis.from_url(settings.CACHES["default"]["LOCATION"]) as serveur:
        [cle] = serveur.scan_iter(f"*{settings.CACHES['default']['KEY_PREFIX']}*jeton*")
        assert gardee - 5 < serveur.ttl(cle) <= gardee


@pytest.mark.parametrize(
    ("adresse", "phrase"),
    [("http://127.0.0.1:1", "ne répond pas"), ("{}/ailleurs", r"en panne \(code 404\)")],
    ids=["nobody there", "no JSON"],
)
def test_a_service_of_identification_out_of_order_is_said(simulateur, settings, adresse, phrase):
    settings.FRANCE_TRAVAIL_URL_JETON = adresse.format(simulateur.adresse)
    with httpx.Client() as http, pytest.raises(ServiceIndisponible, match=phrase):
        obtenir(http)


@pytest.mark.parametrize("statut", [400, 401, 403])
def test_a_refusal_of_an_unknown_code_says_what_to_check(simulateur, statut):
    simulateur.refus_jeton, simulateur.statut_du_refus = "unauthorized_client", statut
    with httpx.Client() as http, pytest.raises(AccesRefuse, match="vérifiez ses identifiants, ses"):
        obtenir(http)
