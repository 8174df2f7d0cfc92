"""The web server through the outages of its database: born without it, cut, frozen."""

import time

import pytest
from django.db import connection

from plie.verifications import _Examen, exiger_des_que_possible
from tests.relais import Relais
from tests.serveur import CONNEXION, serveur_web


@pytest.fixture
def relais(transactional_db):
    relais = Relais(f"{connection.settings_dict['HOST']}/.s.PGSQL.5432")
    relais.fermer()
    yield relais
    relais.jeter()


@pytest.fixture
def web(relais):
    """gunicorn, born while the database is away."""
    reglages = connection.settings_dict
    base = f"postgresql://{reglages['USER']}@127.0.0.1:{relais.port}/{reglages['NAME']}"
    with serveur_web(DATABASE_URL=base) as client:
        yield client


def test_the_site_is_born_without_its_database_and_outlives_its_outages(web, relais):
    session = {"Cookie": "sessionid=une-session-a-lire-dans-la-base"}
    absente = web.get("/", headers=session)
    assert (absente.status_code, absente.headers["Retry-After"]) == (503, "10")
    assert "Réessayez dans un instant" in absente.text
    assert web.get("/sante/").json()["base"] == "absent"

    relais.ouvrir()
    assert web.get("/", headers=session).headers["Location"].startswith(CONNEXION)
    assert web.get("/sante/").json()["base"] == "ok"

    relais.geler()
    debut = time.monotonic()
    assert web.get("/sante/").json()["base"] == "absent"
    assert time.monotonic() - debut < 6
    relais.ouvrir()
    assert web.get("/sante/").json()["base"] == "ok"


@pytest.mark.django_db(transaction=True)
def test_what_a_production_refuses_is_asked_again_until_the_database_answers(monkeypatch):
    monkeypatch.setattr(_Examen, "est_passe", False)
    with monkeypatch.context() as panne:
        panne.setitem(connection.settings_dict, "HOST", "/absente")
        connection.close()
        exiger_des_que_possible()
        assert not _Examen.est_passe
    exiger_des_que_possible()
    assert _Examen.est_passe
