"""An offer is asked after while somebody waits: a service that says nothing changes nothing."""

import time

import pytest

from offres.france_travail import presence
from plie.demonstration.france_travail import serveur
from plie.demonstration.france_travail.generation import generer


@pytest.fixture
def numero(simulateur, monkeypatch):
    # Half of the real one: a slow machine answers within it.
    monkeypatch.setattr(presence, "DELAI", 1)
    simulateur.offres = generer()[:1]
    return simulateur.offres[0]["id"]


def test_an_offer_gone_is_told_from_one_that_is_there(numero):
    assert not presence.est_partie(numero)
    assert presence.est_partie("ZZZZZZZ")


@pytest.mark.parametrize(
    "panne",
    [
        serveur.erreur_json(),
        serveur.erreur_html(503),
        serveur.trop_d_appels("3600"),
        serveur.erreur_json(404),
        serveur.silence(4),
    ],
    ids=["500", "503", "429", "404", "silence"],
)
def test_a_service_in_trouble_says_nothing_and_is_asked_once(simulateur, numero, panne):
    simulateur.pannes.extend([panne, serveur.erreur_json()])
    debut = time.monotonic()
    assert not presence.est_partie("ZZZZZZZ")
    assert time.monotonic() - debut < 2
    assert len(simulateur.pannes) == 1


def test_the_bound_holds_for_the_whole_and_not_for_each_step(simulateur, numero):
    # The service is slow to give a token, then to answer: each within the bound, not both.
    simulateur.avant_jeton = lambda: time.sleep(0.8)
    simulateur.pannes.append(serveur.silence(0.8))
    debut = time.monotonic()
    assert not presence.est_partie("ZZZZZZZ")
    assert time.monotonic() - debut < 1.5


def test_the_real_bound_is_two_seconds():
    assert presence.DELAI == 2


def test_what_could_not_be_asked_leaves_a_line(simulateur, numero, caplog):
    simulateur.pannes.append(serveur.erreur_json())
    presence.est_partie("ZZZZZZZ")
    assert "offre non vérifiée" in caplog.text


def test_without_credentials_nothing_is_asked(simulateur, numero, settings):
    settings.FRANCE_TRAVAIL_SECRET = ""
    assert not presence.est_partie("ZZZZZZZ")
    assert simulateur.demandes_de_jeton == 0
