"""The settings are read in a process of their own, once per environment."""

import json
import os
import subprocess
import sys
from functools import partial

import pytest
from django.conf import settings
from django.db import connection

from plie import embarque, environnement

VOULUS = (
    "DATABASES", "REDIS_URL", "CACHES", "CELERY_BROKER_URL", "HTTPS", "SECURE_HSTS_SECONDS",
    "SESSION_COOKIE_SECURE", "SECURE_SSL_REDIRECT", "ROLES_SECOND_FACTEUR", "FICHIERS",
    "ALLAUTH_TRUSTED_PROXY_COUNT", "SECRET_KEY", "CONTENT_SECURITY_POLICY", "STORAGES",
)  # fmt: skip
LIRE = f"""
import json
from plie import settings
print(json.dumps({{nom: getattr(settings, nom) for nom in {VOULUS}}}, default=str))
"""
PRODUCTION = {
    "DATABASE_URL": "postgresql://plie:m%40t@base.example:5433/plie",
    "REDIS_URL": "redis://:mot@file.example:6379/4",
    "SECRET_KEY": "une clé de production",
}


def lancer(tmp_path, **environnement):
    propre = {"PATH": os.environ["PATH"], "PLIE_DONNEES": str(tmp_path / "mes données")}
    return subprocess.run(
        [sys.executable, "-c", LIRE], env=propre | environnement, cwd=settings.BASE_DIR,
        capture_output=True, text=True, check=False,
    )  # fmt: skip


def lire(tmp_path, **environnement):
    return json.loads(lancer(tmp_path, **environnement).stdout)


def test_with_nothing_set_the_embedded_servers_are_used_without_being_started(tmp_path):
    lus = lire(tmp_path)

    base = lus["DATABASES"]["default"]
    assert base["ENGINE"] == "plie.socle.postgresql"
    assert base["HOST"].endswith("/pg")
    assert base["USER"] == base["NAME"] == "plie"
    assert lus["CELERY_BROKER_URL"].startswith("redis+socket:///")
    assert lus["CELERY_BROKER_URL"].endswith("valkey.sock?virtual_host=0")
    assert not (tmp_path / "mes données" / "postgresql").exists()


def test_a_replica_is_a_second_database_reached_like_the_first(tmp_path):
    ailleurs = {"DATABASE_URL_LECTURE": "postgresql://plie@copie.example/plie"}
    base, copie = lire(tmp_path, **PRODUCTION, **ailleurs)["DATABASES"].values()
    assert copie["HOST"] == "copie.example"
    assert copie["OPTIONS"] == base["OPTIONS"] and copie["ENGINE"] == base["ENGINE"]
    assert list(lire(tmp_path, **PRODUCTION)["DATABASES"]) == ["default"]


def test_the_development_key_is_drawn_once_for_the_data_folder(tmp_path):
    assert lire(tmp_path)["SECRET_KEY"] == lire(tmp_path)["SECRET_KEY"]
    assert lire(tmp_path)["SECRET_KEY"] != lire(tmp_path / "ailleurs")["SECRET_KEY"]


def test_production_uses_the_servers_it_is_given(tmp_path):
    lus = lire(tmp_path, **PRODUCTION)

    base = lus["DATABASES"]["default"]
    assert (base["HOST"], base["PORT"], base["PASSWORD"]) == ("base.example", 5433, "m@t")
    assert lus["CELERY_BROKER_URL"] == "redis://:mot@file.example:6379/4"
    assert lus["CACHES"]["default"]["LOCATION"] == "redis://:mot@file.example:6379/5"


def test_production_is_served_over_https_behind_one_proxy(tmp_path):
    lus = lire(tmp_path, **PRODUCTION)

    assert lus["HTTPS"]
    assert lus["SESSION_COOKIE_SECURE"]
    assert lus["SECURE_SSL_REDIRECT"]
    assert lus["SECURE_HSTS_SECONDS"] == 31_536_000
    assert lus["ALLAUTH_TRUSTED_PROXY_COUNT"] == 1


def test_the_demonstration_is_served_over_http_without_trusting_proxy_headers(tmp_path):
    lus = lire(tmp_path, DEMONSTRATION="true")

    assert not lus["SECURE_SSL_REDIRECT"]
    assert lus["ALLAUTH_TRUSTED_PROXY_COUNT"] == 0


@pytest.mark.parametrize("cle", [None, ""])
def test_production_without_a_secret_key_does_not_start(tmp_path, cle):
    environnement = PRODUCTION | {"SECRET_KEY": cle or ""}

    commande = lancer(tmp_path, **environnement)

    assert commande.returncode == 1
    assert commande.stderr.splitlines()[-1].endswith(
        "SECRET_KEY manque : tirez-en une, par exemple avec « openssl rand -base64 48 »."
    )


@pytest.mark.parametrize(("processus", "est_limite"), [("web", True), ("", False)])
def test_only_web_requests_have_a_statement_timeout(tmp_path, processus, est_limite):
    options = lire(tmp_path, PLIE_PROCESSUS=processus)["DATABASES"]["default"]["OPTIONS"]

    assert ("-c statement_timeout=10000 -c lock_timeout=5000" in options["options"]) is est_limite


@pytest.mark.django_db
def test_no_statement_is_compiled_even_by_a_server_just_installed():
    with connection.cursor() as curseur:
        curseur.execute("SELECT setting, source FROM pg_settings WHERE name = 'jit'")
        assert curseur.fetchone() == ("off", "client")


@pytest.mark.parametrize(
    ("texte", "roles"), [("", []), ("direction,administration", ["direction", "administration"])]
)
def test_roles_with_a_second_factor_are_listed_by_their_code(tmp_path, texte, roles):
    assert lire(tmp_path, ROLES_SECOND_FACTEUR=texte)["ROLES_SECOND_FACTEUR"] == roles


def test_files_lie_in_the_data_folder_unless_told_otherwise(tmp_path):
    assert lire(tmp_path)["FICHIERS"] == str(tmp_path / "mes données" / "fichiers")
    assert lire(tmp_path, PLIE_FICHIERS="/srv/plie")["FICHIERS"] == "/srv/plie"


@pytest.mark.parametrize(
    ("seau", "stockage"),
    [
        ("", "django.core.files.storage.FileSystemStorage"),
        ("plie", "plie.socle.stockage.Seau"),
    ],
)
def test_documents_go_to_the_bucket_that_is_named(tmp_path, seau, stockage):
    assert lire(tmp_path, S3_SEAU=seau)["STORAGES"]["pieces"]["BACKEND"] == stockage


def test_no_inline_script_nor_style_is_allowed(tmp_path):
    directives = lire(tmp_path)["CONTENT_SECURITY_POLICY"]["DIRECTIVES"]

    assert directives["default-src"] == ["'self'"]
    assert "unsafe" not in json.dumps(directives)


def test_a_secret_is_read_in_the_file_that_is_named(tmp_path):
    cle, base = tmp_path / "cle", tmp_path / "base"
    cle.write_text("une clé gardée dans un fichier\n")
    base.write_text("postgresql://plie:m%40t@coffre.example/plie\n")
    sans = {nom: valeur for nom, valeur in PRODUCTION.items() if nom == "REDIS_URL"}
    lus = lire(tmp_path, **sans, SECRET_KEY_FILE=str(cle), DATABASE_URL_FILE=str(base))

    assert lus["SECRET_KEY"] == "une clé gardée dans un fichier"
    lue = lus["DATABASES"]["default"]
    assert (lue["HOST"], lue["PASSWORD"], lue["NAME"]) == ("coffre.example", "m@t", "plie")


def test_a_server_named_by_a_file_is_not_one_of_ours(monkeypatch):
    monkeypatch.setenv("DATABASE_URL_FILE", "/run/secrets/base")
    monkeypatch.setenv("REDIS_URL_FILE", "/run/secrets/file")
    assert not embarque.est_utilise()


def test_a_file_of_a_secret_that_is_not_there_is_said(tmp_path):
    commande = lancer(tmp_path, **PRODUCTION | {"SECRET_KEY_FILE": "/absent/cle"})

    assert commande.returncode == 1
    assert commande.stderr.splitlines()[-1].endswith(
        "SECRET_KEY_FILE nomme un fichier illisible : /absent/cle."
    )


@pytest.mark.parametrize("donnees", ["", "/srv/donnees"])
def test_documents_of_production_are_kept_outside_the_code(tmp_path, donnees):
    voulu = f"{donnees}/fichiers" if donnees else "/var/lib/plie/fichiers"
    assert lire(tmp_path, **PRODUCTION, PLIE_DONNEES=donnees)["FICHIERS"] == voulu


def test_documents_that_an_older_version_put_elsewhere_stay_there(tmp_path, monkeypatch):
    monkeypatch.delenv("PLIE_DONNEES", raising=False)
    monkeypatch.setattr(environnement.env, "ENVIRON", {})
    ailleurs = partial(environnement.dossier_des_fichiers, tmp_path, est_production=True)
    assert ailleurs() == environnement.DOSSIER_DE_PRODUCTION
    (tmp_path / "fichiers").mkdir()
    assert ailleurs() == tmp_path / "fichiers"
