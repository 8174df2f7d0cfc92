"""What gunicorn and Django write from the first line: JSON when the site is in production."""

import json

import pytest

from tests.serveur import serveur_web

PRODUCTION = {
    "SECRET_KEY": "kYx3-Vt9wQ_7sLr2Zp8mNc4Jd6Hf1Gb5-Ae0Ui3Oy9Tz7Xw2Rq4",
    "DEMONSTRATION": "false",
    "DEBUG": "false",
    "PLIE_HTTPS": "true",
}


@pytest.mark.django_db(transaction=True)
def test_every_line_of_the_server_is_json_when_the_site_is_in_production(tmp_path):
    journal = tmp_path / "journal"
    with journal.open("wb") as sortie, serveur_web(sortie, **PRODUCTION) as web:
        web.get("/rien/", headers={"X-Forwarded-Proto": "https", "Host": "localhost"})
    lignes = [json.loads(ligne) for ligne in journal.read_text().splitlines()]
    assert {"gunicorn.error", "django.request"} <= {ligne["logger"] for ligne in lignes}
    assert any("Listening at" in ligne["event"] for ligne in lignes)
    # UTC for all.
    assert all(ligne["timestamp"].endswith("Z") for ligne in lignes)
