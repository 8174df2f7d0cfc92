"""The files that put the platform into production, read as their tools read them."""

import re
import runpy
import shutil
import subprocess
from configparser import RawConfigParser
from fnmatch import fnmatch
from pathlib import PurePosixPath

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.utils.module_loading import import_string
from ruamel.yaml import YAML

DOCKERFILE = (settings.BASE_DIR / "Dockerfile").read_text()
IGNORES = [
    ligne
    for ligne in (settings.BASE_DIR / ".dockerignore").read_text().split()
    if not ligne.startswith("#")
]
SOURCES = re.findall(r"^COPY (?!--from)(\S+) ", DOCKERFILE, re.MULTILINE)
UNITES = sorted((settings.BASE_DIR / "deploiement" / "systemd").glob("plie-*.*"))
SERVICES = [unite for unite in UNITES if unite.suffix == ".service"]
SYSTEMD_ANALYZE = shutil.which("systemd-analyze")
LECTEURS = ("bases", "settings", "environnement")
CADDY = (settings.BASE_DIR / "deploiement" / "Caddyfile").read_text()


def _est_dans_le_contexte(chemin):
    """Docker leaves out what a pattern names, and all that is under it."""
    chemin = PurePosixPath(chemin)
    lignee = [str(chemin), *(str(parent) for parent in chemin.parents)]
    # For fnmatch, a star crosses folders; "**/" also stands for none.
    return not any(
        fnmatch(nom, motif) or fnmatch(f"/{nom}", motif) for nom in lignee for motif in IGNORES
    )


def _octets(directive):
    nombre, unite = re.search(rf"\b{directive} (\d+)(MB|MiB)", CADDY).groups()
    return int(nombre) * {"MB": 10**6, "MiB": 2**20}[unite]


@pytest.mark.parametrize("source", SOURCES)
def test_what_the_image_copies_is_in_its_context(source):
    assert (settings.BASE_DIR / source).exists()
    assert source == "." or _est_dans_le_contexte(source)


@pytest.mark.parametrize(
    "chemin", ["manage.py", "plie/settings.py", "static", "templates/500.html"]
)
def test_the_platform_is_in_the_image(chemin):
    assert "." in SOURCES
    assert _est_dans_le_contexte(chemin)


@pytest.mark.parametrize(
    "chemin", [".env", ".git/config", ".plie/cle", ".venv/bin/python", "tests"]
)
def test_keys_and_what_serves_no_visitor_stay_out_of_the_image(chemin):
    assert not _est_dans_le_contexte(chemin)


def test_who_serves_static_files_reads_what_another_account_has_collected(tmp_path):
    reglages = settings.STORAGES["staticfiles"]
    stockage = import_string(reglages["BACKEND"])(location=tmp_path, **reglages["OPTIONS"])
    chemin = tmp_path / stockage.save("dossier/feuille.css", ContentFile("a {}"))
    assert (chemin.stat().st_mode & 0o777, chemin.parent.stat().st_mode & 0o777) == (0o644, 0o755)


def test_the_image_asks_nothing_of_others_than_debian_and_the_locked_requirements():
    assert not re.search(r"curl|wget|ADD http|\.sh\b|add-apt", DOCKERFILE)
    serveur = YAML(typ="safe").load(settings.BASE_DIR / "docker-compose.yml")["services"]["base"]
    majeure = re.search(r"postgres:(\d+)", serveur["image"])[1]
    assert f"postgresql-client-{majeure}" in DOCKERFILE


def test_what_installs_packages_does_not_stay_in_the_image():
    assert "venv --without-pip" in DOCKERFILE
    assert re.search(r"pip uninstall --yes .*setuptools.*pip", DOCKERFILE)


def test_the_proxy_lets_the_platform_refuse_in_french_what_is_too_heavy():
    assert _octets("max_size") > settings.ENVOI_MAXIMAL


def test_the_proxy_waits_for_slow_visitors_in_the_place_of_the_platform():
    assert re.search(r"read_header \d+s", CADDY)
    assert re.search(r"read_body \d+[sm]", CADDY)
    assert _octets("request_buffers") > 10 * 2**20


def test_the_platform_has_more_threads_than_a_few_slow_visitors(monkeypatch):
    monkeypatch.delenv("WEB_FILS", raising=False)
    # The file sets it: put back when the test ends.
    monkeypatch.setenv("PLIE_PROCESSUS", "")
    reglages = runpy.run_path(str(settings.BASE_DIR / "deploiement" / "gunicorn.conf.py"))
    assert reglages["workers"] * reglages["threads"] > 12
    # Not even half a document is for others to read.
    assert reglages["umask"] == 0o077


def test_no_log_fills_the_disk():
    services = YAML(typ="safe").load(settings.BASE_DIR / "docker-compose.yml")["services"]
    assert services
    for nom, service in services.items():
        assert service["logging"]["options"]["max-size"], nom


def _lire_unite(chemin):
    unite = RawConfigParser(strict=False)
    unite.optionxform = str
    unite.read_string(chemin.read_text())
    return unite


@pytest.mark.parametrize("chemin", SERVICES, ids=lambda chemin: chemin.stem)
def test_a_service_of_systemd_is_not_root_and_writes_only_where_it_is_said(chemin):
    service = _lire_unite(chemin)["Service"]
    assert service["User"] == "plie"
    assert (service["ProtectSystem"], service["NoNewPrivileges"]) == ("strict", "true")
    assert service["CapabilityBoundingSet"] == ""
    assert service["Type"] == "oneshot" or service["Restart"] == "always"
    assert not re.search(r"SECRET|CLE=|PASSWORD", chemin.read_text())


def test_what_compose_runs_systemd_runs_too():
    lances = " ".join(_lire_unite(chemin)["Service"]["ExecStart"] for chemin in SERVICES)
    for commande in ("gunicorn -c", "-A plie worker", "-A plie beat", "sauvegarder", "surveiller"):
        assert commande in lances, commande
    minuteurs = {unite.stem for unite in UNITES if unite.suffix == ".timer"}
    a_l_heure = {c.stem for c in SERVICES if _lire_unite(c)["Service"]["Type"] == "oneshot"}
    assert minuteurs == a_l_heure


@pytest.mark.skipif(not SYSTEMD_ANALYZE, reason="comes with systemd; units are read above")
def test_systemd_accepts_its_units(tmp_path):
    for chemin in UNITES:
        # The platform is not installed in /opt here.
        texte = re.sub(r"^ExecStart=\S+", "ExecStart=/bin/true", chemin.read_text(), flags=re.M)
        (tmp_path / chemin.name).write_text(texte)
    unites = sorted(map(str, tmp_path.iterdir()))
    verdict = subprocess.run(
        [SYSTEMD_ANALYZE, "verify", *unites], capture_output=True, text=True, check=False
    )
    assert (verdict.returncode, verdict.stderr) == (0, "")


def test_the_example_of_variables_names_those_that_are_read():
    exemple = (settings.BASE_DIR / "deploiement" / "systemd" / "plie.env.exemple").read_text()
    lus = "".join((settings.BASE_DIR / "plie" / f"{nom}.py").read_text() for nom in LECTEURS)
    for nom in re.findall(r"^(\w+)=", exemple, re.MULTILINE):
        assert f'"{nom.removesuffix("_FILE")}"' in lus, nom
