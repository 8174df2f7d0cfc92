"""The data folder: where things are, who may enter, what may be found there."""

import contextlib
import fcntl
import hashlib
import os
import secrets
import shutil
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from plie.embarque.erreurs import EmbarqueErreur, phrases_claires

RACINE = Path(__file__).resolve().parent.parent.parent
VERSION_DONNEES = 1
FUSEAUX = Path("/usr/share/zoneinfo/Europe/Paris")
# The kernel takes 107 bytes for the path of a socket.
LONGUEUR_PRISE = 107 - len("/pg/.s.PGSQL.5432.lock")
PLACE_CREATION = 300 * 2**20
PLACE_DEMARRAGE = 30 * 2**20

# Kept referenced: a server outlives the object that started it.
_lances: list[subprocess.Popen] = []


def est_root() -> bool:
    return os.geteuid() == 0


def dossier_donnees() -> Path:
    return Path(os.environ.get("PLIE_DONNEES") or RACINE / ".plie").expanduser().absolute()


def dossier_court() -> Path:
    """A private folder named after the data folder, when that one's own path cannot serve."""
    empreinte = hashlib.sha256(os.fsencode(dossier_donnees())).hexdigest()[:16]
    # Not $TMPDIR: it differs between two shells that must find the same servers. The folder is
    # refused when somebody else owns it.
    return Path(f"/tmp/plie-{os.getuid()}-{empreinte}")  # noqa: S108


def dossier_prises() -> Path:
    """Root's sockets are always under /tmp: `nobody`, for whom its PostgreSQL runs, has to reach
    its own without any folder being opened to it. libpq reads a comma as the end of a host."""
    prises = dossier_donnees() / "prises"
    inutilisable = len(os.fsencode(prises)) > LONGUEUR_PRISE or "," in str(prises)
    return dossier_court() if inutilisable or est_root() else prises


def cle_secrete() -> str:
    """A secret key drawn once for this data folder."""
    fichier = dossier_donnees() / "cle-secrete"
    with phrases_claires(dossier_donnees()):
        if not fichier.exists():
            _tirer_cle(fichier)
        return fichier.read_text()


def _tirer_cle(fichier: Path) -> None:
    fichier.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    provisoire = fichier.with_name(f"{fichier.name}.{os.getpid()}")
    descripteur = os.open(provisoire, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descripteur, "w") as ecriture:
        ecriture.write(secrets.token_urlsafe(64))
    # A link, not a rename: the first of two processes wins, and both read the same key.
    with contextlib.suppress(FileExistsError):
        os.link(provisoire, fichier)
    provisoire.unlink()


@contextlib.contextmanager
def verrou() -> Iterator[None]:
    """One start or stop at a time for a data folder."""
    dossier_donnees().mkdir(mode=0o700, parents=True, exist_ok=True)
    descripteur = os.open(dossier_donnees() / "verrou", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(descripteur, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descripteur)


def preparer_donnees(*, neuf: bool) -> None:
    """Make the folders that the servers expect, after checking that they can be used."""
    donnees = dossier_donnees()
    _verifier_machine()
    _verifier_version(donnees)
    _verifier_place(donnees, PLACE_CREATION if neuf else PLACE_DEMARRAGE)
    (donnees / "journaux").mkdir(mode=0o700, exist_ok=True)
    # `nobody` may cross this folder to its own socket; it may not list it.
    dossier_prive(dossier_prises(), mode=0o711 if est_root() else 0o700)


def _verifier_machine() -> None:
    if not sys.platform.startswith("linux"):
        raise EmbarqueErreur(
            "Les serveurs embarqués demandent Linux : indiquez les vôtres dans DATABASE_URL et "
            "REDIS_URL."
        )
    if not FUSEAUX.exists():
        raise EmbarqueErreur("Les fuseaux horaires manquent : installez le paquet tzdata.")


def _verifier_version(donnees: Path) -> None:
    fichier = donnees / "version"
    if not fichier.exists():
        fichier.write_text(f"{VERSION_DONNEES}\n")
    trouvee = fichier.read_text().strip()
    if trouvee != str(VERSION_DONNEES):
        raise EmbarqueErreur(
            f"Le dossier de données {donnees} a été écrit par une version plus récente de la "
            f"plateforme (format {trouvee[:20]}, connu : {VERSION_DONNEES}) : mettez celle-ci à "
            "jour, ou indiquez un autre dossier dans PLIE_DONNEES."
        )


def _verifier_place(donnees: Path, voulue: int) -> None:
    libre = shutil.disk_usage(donnees).free
    if libre < voulue:
        raise EmbarqueErreur(
            f"Le disque du dossier de données {donnees} est plein : {libre // 2**20} Mo libres, "
            f"il en faut {voulue // 2**20}."
        )


def dossier_prive(dossier: Path, mode: int) -> None:
    """Create a folder that only we write to; refuse one that somebody else laid there first."""
    with contextlib.suppress(FileExistsError):
        dossier.mkdir(mode=0o700)
    etat = dossier.lstat()
    if not stat.S_ISDIR(etat.st_mode) or etat.st_uid != os.getuid():
        raise EmbarqueErreur(f"{dossier} appartient à un autre utilisateur : supprimez-le.")
    dossier.chmod(mode)


def retenir(processus: subprocess.Popen) -> subprocess.Popen:
    _lances.append(processus)
    return processus


def vivant(fichier_pid: Path) -> int | None:
    """The pid of the server working in the folder of its pid file. After a crash the number may
    have passed to another process, hence the look at its working directory, which a dead or
    zombie process does not have."""
    for processus in _lances:
        processus.poll()
    try:
        pid = int(fichier_pid.read_text().split()[0])
        return pid if os.path.samefile(f"/proc/{pid}/cwd", fichier_pid.parent) else None
    except (OSError, ValueError, IndexError):
        return None


@contextlib.contextmanager
def ouvrir_journal(nom: str) -> Iterator[int]:
    """A fresh log, so that its last words are those of this start."""
    descripteur = os.open(_journal(nom), os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_APPEND, 0o600)
    try:
        yield descripteur
    finally:
        os.close(descripteur)


def fin_du_journal(nom: str) -> str:
    return _journal(nom).read_text(errors="replace")


def _journal(nom: str) -> Path:
    return dossier_donnees() / "journaux" / f"{nom.lower()}.log"
