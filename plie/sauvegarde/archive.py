"""Make an archive, read it, put it back."""

import io
import json
import os
import tarfile
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, storages
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from plie.sauvegarde import base
from plie.sauvegarde.chiffre import Ecriture, Lecture
from plie.sauvegarde.erreurs import SauvegardeErreur
from plie.sauvegarde.fichiers import Compte, depot_entendu, empreinte_du_depot, nommes

MANIFESTE = "manifeste.json"
FORMAT = 1
# A file deleted while it was copied: the whole is made again, of a later instant.
ESSAIS = 3


class _Parti(Exception):
    """A file of the snapshot is no longer there, nor in the rows of now."""


class Bilan(NamedTuple):
    tables: int
    lignes: int
    fichiers: int
    manquants: int
    alteres: int


def bilan(manifeste) -> Bilan:
    lignes = sum(nombre for nombre, _ in manifeste["tables"].values())
    tailles = [len(manifeste[nom]) for nom in ("fichiers", "manquants", "alteres")]
    return Bilan(len(manifeste["tables"]), lignes, *tailles)


def ecrire(chemin: Path, cle: str) -> dict:
    """Make the archive `chemin`; returns its manifest. One killed on the way is a `.partiel`."""
    partiel = chemin.with_name(f"{chemin.name}.partiel")
    try:
        manifeste = _essayer(partiel, cle)
        os.replace(partiel, chemin)
        _rendre_durable(chemin.parent)
    except OSError as erreur:
        raise SauvegardeErreur(
            f"La sauvegarde n'a pas pu être écrite dans {chemin.parent} : {erreur.strerror}."
        ) from erreur
    finally:
        partiel.unlink(missing_ok=True)
    return manifeste


def _rendre_durable(dossier):
    descripteur = os.open(dossier, os.O_RDONLY)
    try:
        os.fsync(descripteur)
    finally:
        os.close(descripteur)


def _essayer(partiel, cle):
    for reste in reversed(range(ESSAIS)):
        try:
            return _ecrire(partiel, cle, tolere=reste == 0)
        except _Parti:
            continue
    raise AssertionError("the last attempt tolerates what the others do not")


def _ecrire(partiel, cle, *, tolere):
    descripteur = os.open(partiel, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descripteur, "wb") as sortie, base.instant() as (session, instantane):
        flux = Ecriture(sortie, cle)
        with tarfile.open(fileobj=flux, mode="w|", format=tarfile.PAX_FORMAT) as tar:
            manifeste = _entete() | _copier_les_fichiers(tar, session, tolere)
            for rang, morceau in enumerate(base.morceaux(instantane)):
                _ajouter(tar, f"base/{rang:08}", morceau)
            manifeste["tables"] = base.empreintes(session)
            _ajouter(tar, MANIFESTE, json.dumps(manifeste).encode())
        flux.finir()
        sortie.flush()
        os.fsync(sortie.fileno())
    return manifeste


def _entete():
    appliquees = MigrationRecorder(connection).applied_migrations()
    return {
        "format": FORMAT,
        "faite_le": datetime.now(UTC).isoformat(timespec="seconds"),
        "migrations": sorted(".".join(cle) for cle in appliquees),
    }


def _ajouter(tar, nom, octets):
    membre = tarfile.TarInfo(nom)
    membre.size, membre.mode = len(octets), 0o600
    tar.addfile(membre, io.BytesIO(octets))


def _copier_les_fichiers(tar, session, tolere):
    dits = {"fichiers": {}, "manquants": [], "alteres": []}
    for alias, nom, attendue in nommes(session):
        cle = f"{alias}/{nom}"
        try:
            empreinte = _copier(tar, alias, nom)
        except FileNotFoundError:
            if not tolere and not _est_encore_nomme(alias, nom):
                raise _Parti from None
            dits["manquants"].append(cle)
            continue
        dits["fichiers"][cle] = empreinte
        if attendue and attendue != empreinte:
            dits["alteres"].append(cle)
    return dits


def _copier(tar, alias, nom):
    with depot_entendu(), storages[alias].open(nom, "rb") as flux:
        membre = tarfile.TarInfo(f"fichiers/{alias}/{nom}")
        membre.size, membre.mode = flux.size, 0o600
        compte = Compte(flux)
        tar.addfile(membre, compte)
    return compte.empreinte


def _est_encore_nomme(alias, nom):
    with base.session() as maintenant:
        return any((a, n) == (alias, nom) for a, n, _ in nommes(maintenant))


@contextmanager
def ouvrir(chemin: Path, cle: str):
    """The tar of an archive, member after member."""
    try:
        with (
            chemin.open("rb") as entree,
            tarfile.open(fileobj=io.BufferedReader(Lecture(entree, cle)), mode="r|") as tar,
        ):
            yield tar
    except FileNotFoundError as erreur:
        raise SauvegardeErreur(f"La sauvegarde {erreur.filename} n'existe pas.") from erreur
    except (tarfile.TarError, EOFError) as erreur:
        raise SauvegardeErreur("La sauvegarde est illisible : rien n'a été restauré.") from erreur


def verifier(chemin: Path, cle: str) -> dict:
    """Read the archive to its last byte, and return its manifest: nothing is written before."""
    manifeste, lus = None, {}
    with ouvrir(chemin, cle) as tar:
        for membre in tar:
            if membre.name == MANIFESTE:
                manifeste = json.load(tar.extractfile(membre))
            elif membre.name.startswith("fichiers/"):
                lus[membre.name.removeprefix("fichiers/")] = _lire(tar, membre)
        _lire_la_fin(tar)
    if not manifeste or manifeste["format"] != FORMAT or lus != manifeste["fichiers"]:
        raise SauvegardeErreur(
            "La sauvegarde est incohérente ou d'une version plus récente : rien n'a été restauré."
        )
    return manifeste


def _lire(tar, membre):
    compte = Compte(tar.extractfile(membre))
    while compte.read():
        pass
    return compte.empreinte


def _lire_la_fin(tar):
    """A tar stops at its end mark; the seal of the last slice may stand after it."""
    while tar.fileobj.read(tarfile.RECORDSIZE):
        pass


class _Depots:
    """Where files are put back: those of the platform, or one folder, even for those of S3."""

    def __init__(self, dossier: Path | None = None):
        self._dossier = dossier

    def __getitem__(self, alias):
        if self._dossier is None:
            return storages[alias]
        return FileSystemStorage(location=self._dossier)


def restaurer(chemin, cle, *, nom_de_base=None, dossier=None, remplacer=False) -> dict:
    """Put the archive back, once read to its end; returns its manifest.

    The files first: without a row they are nothing to anybody; then the database, in one
    transaction. If it fails, the files just written are removed, or told, by a bucket that is away:
    the same command, asked again, finds them whole and goes on.
    """
    manifeste = verifier(chemin, cle)
    if not remplacer:
        base.exiger_vide(nom_de_base)
    depots, poses = _Depots(dossier), []
    try:
        with ouvrir(chemin, cle) as tar:
            lus = _poser_les_fichiers(tar, depots, manifeste, poses, remplacer=remplacer)
            base.restaurer(lus, base=nom_de_base, remplacer=remplacer)
    except BaseException as cause:
        restes = _retirer(poses)
        if isinstance(cause, (SauvegardeErreur, OSError)):
            phrase = str(cause).rstrip(".")
            raise SauvegardeErreur(f"{phrase}. {_dire_les_restes(restes)}") from cause
        raise
    return manifeste


class _Pose(NamedTuple):
    """A file put back; one that took the place of another can't be undone."""

    depot: object
    nom: str
    en_remplace: bool


def _retirer(poses) -> list[_Pose]:
    """Remove what was put back; returns what stays. A storage that refuses once is left alone:
    each answer that does not come is waited for."""
    restes, muets = [], set()
    for pose in poses:
        if pose.en_remplace or id(pose.depot) in muets:
            restes.append(pose)
            continue
        try:
            with depot_entendu():
                pose.depot.delete(pose.nom)
        except (OSError, SauvegardeErreur):
            muets.add(id(pose.depot))
            restes.append(pose)
    return restes


def _dire_les_restes(restes):
    if not restes:
        return "Rien n'est restauré."
    remplaces = [pose for pose in restes if pose.en_remplace]
    phrases = [f"La base n'est pas restaurée ; fichiers déjà remis, et restés : {len(restes)}."]
    if remplaces:
        phrases.append(
            f"Parmi eux, {len(remplaces)} ont pris la place d'un autre, dont le dernier "
            f"({remplaces[-1].nom}) peut manquer."
        )
    return " ".join([*phrases, "Relancez la même commande : elle les reconnaît et finit."])


def _poser_les_fichiers(tar, depots, manifeste, poses, *, remplacer):
    """Put back the files that come first, then return the pieces of the dump."""
    for membre in tar:
        if not membre.name.startswith("fichiers/"):
            return _morceaux(tar, membre)
        alias, _, nom = membre.name.removeprefix("fichiers/").partition("/")
        with depot_entendu():
            _poser(tar, membre, depots[alias], nom, manifeste, poses, remplacer=remplacer)
    return iter(())


def _morceaux(tar, membre):
    while membre is not None and membre.name.startswith("base/"):
        yield tar.extractfile(membre).read()
        membre = tar.next()


def _poser(tar, membre, depot, nom, manifeste, poses, *, remplacer):
    trouvee = empreinte_du_depot(depot, nom)
    if trouvee == manifeste["fichiers"][membre.name.removeprefix("fichiers/")]:
        return
    if trouvee and not remplacer:
        raise SauvegardeErreur(
            f"Le fichier {nom} existe déjà, différent : donnez un autre dossier dans "
            "PLIE_FICHIERS, ou ajoutez --remplacer."
        )
    poses.append(_Pose(depot, nom, en_remplace=bool(trouvee)))
    if trouvee:
        depot.delete(nom)
    # In memory, never in clear on a disk: a bucket reads it twice, an archive only once.
    depot.save(nom, ContentFile(tar.extractfile(membre).read(), name=nom))


def comparer(manifeste, nom_de_base, dossier) -> list[str]:
    """What differs between the archive and what was restored from it, in sentences."""
    with base.session(nom_de_base) as ouverte:
        tables = base.empreintes(ouverte)
    ecarts = [
        f"La table {nom} diffère : {attendue[0]} lignes attendues, {tables.get(nom, [0])[0]} lues."
        for nom, attendue in manifeste["tables"].items()
        if tables.get(nom) != attendue
    ]
    depots = _Depots(dossier)
    for cle, attendue in manifeste["fichiers"].items():
        alias, _, nom = cle.partition("/")
        if empreinte_du_depot(depots[alias], nom) != attendue:
            ecarts.append(f"Le fichier {nom} n'a pas son empreinte SHA-256.")
    return ecarts
