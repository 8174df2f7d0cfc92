import logging

import pytest

from offres.france_travail.client import Client
from offres.france_travail.erreurs import (
    AccesRefuse,
    RequeteRefusee,
    ServiceIndisponible,
    TropDAppels,
)
from plie.demonstration.france_travail import serveur
from plie.demonstration.france_travail.generation import generer


@pytest.fixture
def client_ft(simulateur):
    simulateur.offres = generer()[:200]
    with Client() as client:
        yield client


def test_a_search_is_read_page_by_page_to_its_end(simulateur, client_ft):
    pages = list(client_ft.parcourir(departement="59"))

    assert [len(page.offres) for page in pages] == [150, 50]
    assert {page.total for page in pages} == {200}
    assert [un["range"] for un in simulateur.recherches] == ["0-149", "150-299"]


def test_nothing_found_is_an_empty_page(simulateur, client_ft):
    assert list(client_ft.parcourir(codeROME="Z9999")) == [([], 0)]


def test_one_token_serves_many_calls_and_clients(simulateur, client_ft):
    client_ft.rechercher()
    with Client() as autre:
        autre.rechercher()

    assert simulateur.demandes_de_jeton == 1


def test_a_token_that_expired_is_renewed_once_and_the_call_replayed(simulateur, client_ft):
    client_ft.rechercher()
    simulateur.pannes.append(serveur.jetons_perimes)

    assert client_ft.rechercher().total == 200
    assert simulateur.demandes_de_jeton == 2


def test_a_token_refused_twice_is_said(simulateur, client_ft):
    simulateur.pannes.extend([serveur.jetons_perimes, serveur.jetons_perimes])

    with pytest.raises(AccesRefuse, match="jeton"):
        client_ft.rechercher()


@pytest.mark.parametrize(
    "panne",
    [
        serveur.trop_d_appels(),
        serveur.trop_d_appels("0"),
        serveur.trop_d_appels("bientôt".encode().decode("latin-1")),
        serveur.erreur_json(),
        serveur.erreur_html(503),
    ],
    ids=["429", "429 et 0 s", "429 illisible", "500 JSON", "503 HTML"],
)
def test_what_passes_is_tried_again(simulateur, client_ft, panne):
    simulateur.pannes.extend([panne, panne])

    assert client_ft.rechercher().total == 200
    assert client_ft.compteurs.appels == 3


def test_what_lasts_is_said_after_the_last_try(simulateur, client_ft):
    simulateur.pannes.extend([serveur.erreur_json()] * 3)

    with pytest.raises(ServiceIndisponible, match="code 500"):
        client_ft.rechercher()
    assert client_ft.compteurs.appels == 3


def test_the_wait_asked_for_is_obeyed_and_counted(simulateur, client_ft, settings):
    settings.FRANCE_TRAVAIL_ATTENTE_MAX = 5
    simulateur.pannes.append(serveur.trop_d_appels("1"))

    client_ft.rechercher()

    assert simulateur.moments[1] - simulateur.moments[0] >= 1
    assert client_ft.compteurs.secondes_attente >= 1


def test_what_says_no_wait_is_left_in_peace_twice_as_long_each_time(
    simulateur, client_ft, settings
):
    settings.FRANCE_TRAVAIL_ATTENTE_MAX = 5
    simulateur.pannes.extend([serveur.erreur_json()] * 2)
    client_ft.rechercher()
    assert client_ft.compteurs.secondes_attente == 1 + 2


def test_a_wait_longer_than_ours_ends_the_call(simulateur, client_ft):
    simulateur.pannes.append(serveur.trop_d_appels("3600"))

    with pytest.raises(TropDAppels):
        client_ft.rechercher()
    assert client_ft.compteurs.appels == 1


def test_a_request_refused_is_never_tried_again(simulateur, client_ft):
    with pytest.raises(RequeteRefusee, match="Valeur du paramètre « commune » incorrecte"):
        client_ft.rechercher(commune="Denain")
    assert client_ft.compteurs.appels == 1


def test_a_refusal_that_is_no_json_is_said_without_its_reason(simulateur, client_ft):
    simulateur.pannes.append(serveur.erreur_html(400))

    with pytest.raises(RequeteRefusee, match=r"code 400\) : sans explication"):
        client_ft.rechercher()


def repondre(corps):
    def panne(reponse):
        reponse.repondre(200, corps)
        return True

    return panne


@pytest.mark.parametrize("corps", [b"<html>", b"\xff", b"[" * 200_000])
def test_an_answer_that_is_no_json_is_said_to_be_unreadable(simulateur, client_ft, corps):
    simulateur.pannes.extend([repondre(corps)] * 3)

    with pytest.raises(ServiceIndisponible, match="illisible"):
        client_ft.rechercher()


@pytest.mark.parametrize(
    "lignes",
    [
        [{"code": "59"}],
        [{"code": "59", "libelle": "Nord", "region": {}}],
        [{"code": "59", "libelle": "Nord", "region": None}],
        [None],
        {"message": "Erreur"},
        3,
    ],
)
def test_departments_of_another_shape_are_said(simulateur, client_ft, monkeypatch, lignes):
    monkeypatch.setattr(
        serveur._Reponse, "_referentiel", lambda reponse, _: reponse.repondre_json(200, lignes)
    )

    with pytest.raises(ServiceIndisponible, match="la forme attendue"):
        client_ft.departements()


def test_a_service_that_sleeps_is_said(simulateur, client_ft, settings):
    settings.FRANCE_TRAVAIL_DELAI, settings.FRANCE_TRAVAIL_ESSAIS = 0.1, 1
    simulateur.pannes.append(serveur.silence(0.5))

    with Client() as presse, pytest.raises(ServiceIndisponible, match="0.1 secondes"):
        presse.rechercher()


def test_a_service_that_is_not_there_is_said(simulateur, client_ft, settings):
    client_ft.rechercher()
    settings.FRANCE_TRAVAIL_URL_API = "http://127.0.0.1:1"

    with pytest.raises(ServiceIndisponible, match="injoignable"):
        client_ft.rechercher()


@pytest.mark.parametrize("statut", [400, 401, 403])
def test_the_licence_that_is_not_accepted_is_said_plainly(simulateur, client_ft, statut):
    simulateur.refus_jeton, simulateur.statut_du_refus = "invalid_client", statut

    with pytest.raises(AccesRefuse, match="licence des offres"):
        client_ft.rechercher()
    assert simulateur.demandes_de_jeton == 1


def test_missing_credentials_are_said_without_any_call(simulateur, client_ft, settings):
    settings.FRANCE_TRAVAIL_SECRET = ""

    with pytest.raises(AccesRefuse, match="FRANCE_TRAVAIL_SECRET"):
        client_ft.rechercher()
    assert simulateur.demandes_de_jeton == 0


def test_neither_the_secret_nor_the_token_is_ever_logged(simulateur, client_ft, caplog):
    caplog.set_level(logging.INFO)
    simulateur.pannes.extend([serveur.erreur_json()] * 3)
    with pytest.raises(ServiceIndisponible) as erreur:
        client_ft.rechercher()
    client_ft.rechercher()

    dit = caplog.text + repr(erreur.value)
    assert serveur.SECRET not in dit
    assert not any(jeton in dit for jeton in simulateur.jetons)
    assert "access_token" not in dit


def test_calls_keep_the_pace_whatever_the_client(simulateur, client_ft, settings):
    settings.FRANCE_TRAVAIL_APPELS_PAR_SECONDE = 5
    with Client() as autre:
        for _ in range(3):
            client_ft.rechercher()
            autre.rechercher()

    # Six calls, whoever makes them: five steps of a fifth of a second. A slow machine waits less.
    assert len(simulateur.moments) == 6
    assert simulateur.moments[-1] - simulateur.moments[0] >= 5 * 0.2 - 0.02
    assert client_ft.compteurs.attentes + autre.compteurs.attentes >= 1


def test_one_offer_is_there_or_is_not(simulateur, client_ft):
    assert client_ft.existe(simulateur.offres[0]["id"])
    assert not client_ft.existe("ZZZZZZZ")


def test_a_number_that_is_not_one_reaches_no_other_address(client_ft):
    with pytest.raises(RequeteRefusee, match="format de l'id"):
        client_ft.existe("search?range=0-1")
