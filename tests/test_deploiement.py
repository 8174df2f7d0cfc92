"""The files that put the platform into production, read as their tools read them."""

import os
import re
import runpy
import shutil
import subprocess
import tarfile
from configparser import RawConfigParser
from fnmatch import fnmatch
from pathlib import PurePosixPath

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.management import get_commands
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
NGINX = (settings.BASE_DIR / "deploiement" / "nginx.conf").read_text()
PAGES = (settings.BASE_DIR / "deploiement" / "README.md").read_text()
RECETTES = re.findall(r"^```sh\n(.*?)^```", PAGES, re.MULTILINE | re.DOTALL)
MANAGE = settings.BASE_DIR / "deploiement" / "systemd" / "plie-manage"


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


def test_debian_s_proxy_does_the_same():
    assert (
        int(re.search(r"client_max_body_size (\d+)m;", NGINX)[1]) * 2**20 > settings.ENVOI_MAXIMAL
    )
    assert "proxy_request_buffering on;" in NGINX
    assert re.search(r"client_header_timeout \d+s;", NGINX)
    # What a visitor says of their own address, or of TLS, is not passed on.
    assert "X-Forwarded-For $remote_addr;" in NGINX and "X-Forwarded-Proto https;" in NGINX
    # Nor kept: names that are searched, links that open an account.
    assert "access_log off;" in NGINX


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


@pytest.mark.parametrize("recette", RECETTES, ids=range(len(RECETTES)))
def test_what_the_pages_have_typed_is_there(recette):
    verdict = subprocess.run(
        ["/bin/sh", "-n"], input=recette, capture_output=True, text=True, check=False
    )
    assert (verdict.returncode, verdict.stderr) == (0, "")
    for motif in re.findall(r"deploiement/[\w./*-]+", recette):
        assert list(settings.BASE_DIR.glob(motif)), motif
    for commande in re.findall(r"^plie-manage (\w+)", recette, re.MULTILINE):
        assert commande in get_commands(), commande


def test_the_pages_install_what_the_units_ask():
    recette = "".join(RECETTES)
    exemple = (MANAGE.parent / "plie.env.exemple").read_text()
    secrets = re.findall(r"_FILE=/etc/plie/secrets/(\w+)", exemple)
    assert len(secrets) == 5
    for secret in secrets:
        assert f"> /etc/plie/secrets/{secret}\n" in recette, secret
    # Both times: at the first start, and after an upgrade.
    for unite in {u.name.replace("@.", "@1.") for u in UNITES if u.suffix == ".timer"} | {
        "plie-web",
        "plie-worker@1",
        "plie-beat",
    }:
        assert len(re.findall(rf"systemctl (?:enable --now|start) .*{unite}\b", recette)) == 2, (
            unite
        )
    assert recette.count("collectstatic") == recette.count("plie-manage preparer") == 2


def _taper(lignes, dossier, remplaces):
    """Type `lignes` in a shell that stands in `dossier`, as whoever runs the tests."""
    for ancien, nouveau in remplaces.items():
        lignes = lignes.replace(ancien, str(nouveau))
    subprocess.run(
        ["/bin/sh"],
        input=lignes,
        cwd=dossier,
        env={"PATH": os.defpath, "HOME": str(dossier)},
        capture_output=True,
        text=True,
        check=False,
    )


# In its place, so that a machine without it tries the page too.
OPENSSL = "openssl() { od -An -N24 -tx1 /dev/urandom | tr -d ' \\n'; echo; }"


def test_secrets_typed_again_are_those_of_the_first_time(tmp_path):
    """A backup is lost with its key."""
    lignes = re.search(r"^install -d -g plie.*?^umask 022$", RECETTES[0], re.M | re.S)[0]
    mot = re.search(r"^mot=.*", RECETTES[0], re.M)[0]
    lignes = f'{OPENSSL}\n{lignes}\n{mot}\necho "$mot" > mot\n'
    (tmp_path / "deploiement").symlink_to(settings.BASE_DIR / "deploiement")
    secrets = tmp_path / "etc" / "secrets"

    def taper():
        moi = {"/etc/plie": tmp_path / "etc", "-g plie ": "", "chgrp plie": "chmod g+r"}
        _taper(lignes, tmp_path, moi)
        return {chemin.name: chemin.read_text() for chemin in secrets.iterdir()}

    premiers = taper()
    assert len(premiers) == 5 and all(premiers.values())
    assert f"plie:{(tmp_path / 'mot').read_text().strip()}@127.0.0.1/plie" in premiers["base"]
    assert {chemin.stat().st_mode & 0o777 for chemin in secrets.iterdir()} == {0o640}
    variables = tmp_path / "etc" / "plie.env"
    variables.write_text("ALLOWED_HOSTS=le.site")
    assert taper() == premiers
    assert variables.read_text() == "ALLOWED_HOSTS=le.site"


def test_the_password_of_the_database_is_in_no_log_of_it():
    """A role that exists already is an error, whose statement PostgreSQL would quote."""
    recette = RECETTES[0]
    assert recette.index("SET log_min_error_statement = 'panic'") < recette.index("CREATE ROLE")


def test_a_replica_far_away_copies_nothing_in_clear():
    admis = re.findall(r'^echo "(\w+) .*>> /etc/postgresql/.*pg_hba.conf$', PAGES, re.M)
    assert admis == ["hostssl"]


def test_an_upgrade_erases_the_former_code_only_and_for_another(tmp_path):
    lignes = re.search(r"^cd /opt/plie .*?^tar -xf [^\n]*$", RECETTES[2], re.M | re.S)[0]
    code, ailleurs = tmp_path / "code", tmp_path / "ailleurs"
    ailleurs.mkdir()
    (ailleurs / "lettre").touch()
    _taper(lignes, ailleurs, {"/opt/plie": code})
    assert (ailleurs / "lettre").exists()
    (code / ".venv").mkdir(parents=True)
    (code / "ancien.py").touch()
    _taper(lignes, ailleurs, {"/opt/plie": code})
    assert (code / "ancien.py").exists()
    with tarfile.open(ailleurs / "plie.tar", "w") as archive:
        archive.add(ailleurs / "lettre", "nouveau.py")
    _taper(lignes, ailleurs, {"/opt/plie": code})
    assert sorted(chemin.name for chemin in code.iterdir()) == [".venv", "nouveau.py"]


def test_commands_run_as_the_services_do():
    lance = MANAGE.read_text()
    assert MANAGE.stat().st_mode & 0o111
    assert subprocess.run(["/bin/sh", "-n", MANAGE], check=False).returncode == 0
    for chemin in SERVICES:
        service = _lire_unite(chemin)["Service"]
        assert f"--uid={service['User']} " in lance
        assert f"--working-directory={service['WorkingDirectory']} " in lance
        for nom in ("EnvironmentFile", "StateDirectory", "StateDirectoryMode", "UMask"):
            assert f"--property={nom}={service[nom]} " in lance, nom
        if dossier := service.get("Environment"):
            assert f"--setenv={dossier} " in lance


def _manage(tmp_path, qui, *arguments):
    """What `plie-manage` runs, typed by `qui`: stand-ins say what they are given."""
    dit = '#!/bin/sh\n{ umask; echo "$PLIE_SAUVEGARDES"; printf \'%s\\n\' "$@"; }\n'
    opt = tmp_path / "opt"
    for chemin, texte in {
        "bin/id": f"#!/bin/sh\necho {qui}\n",
        "bin/systemd-run": dit,
        "opt/.venv/bin/python": dit,
        "etc/plie.env": "",
        "plie-manage": MANAGE.read_text()
        .replace("/opt/plie", str(opt))
        .replace("/etc/plie/", f"{tmp_path}/etc/"),
    }.items():
        (tmp_path / chemin).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / chemin).write_text(texte)
        (tmp_path / chemin).chmod(0o755)
    lance = subprocess.run(
        [tmp_path / "plie-manage", *arguments],
        env={"PATH": f"{tmp_path / 'bin'}:{os.defpath}"},
        capture_output=True,
        text=True,
        check=True,
    )
    return lance.stdout.splitlines()


def test_arguments_reach_a_command_as_they_are_typed(tmp_path):
    """systemd writes one dollar for two, and would read a variable after one."""
    dits = _manage(tmp_path, "root", "X", "A $B ${C}", 'd\'e "f"', "", "*")
    assert dits[-5:] == ["X", "A $$B $${C}", 'd\'e "f"', "", "*"]


def test_the_account_itself_has_what_root_gives_it(tmp_path):
    masque, sauvegardes, *arguments = _manage(tmp_path, "plie", "sauvegarder", "A $B")
    assert (masque, sauvegardes) == ("0077", "/var/backups/plie")
    assert arguments == ["manage.py", "sauvegarder", "A $B"]
