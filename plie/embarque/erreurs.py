"""Whatever goes wrong is told in one French sentence."""

import contextlib
import errno
from collections.abc import Iterator
from pathlib import Path

DISQUE_PLEIN = "No space left on device"


class EmbarqueErreur(Exception):
    """Carries the sentence shown to whoever typed the command."""


def phrase_disque_plein(donnees: Path) -> str:
    return f"Le disque du dossier de données {donnees} est plein : libérez de la place."


def expliquer(nom: str, texte: str, donnees: Path) -> str:
    """The reason in a server's last words."""
    if DISQUE_PLEIN in texte:
        return phrase_disque_plein(donnees)
    if "invalid locale" in texte:
        return "La locale C.UTF-8 manque sur cette machine : installez le paquet libc-bin."
    if "RDB format version" in texte:
        return (
            f"Le dossier de données {donnees} a été écrit par une version plus récente de {nom} : "
            "indiquez un autre dossier dans PLIE_DONNEES."
        )
    lignes = [ligne.strip() for ligne in texte.splitlines() if ligne.strip()]
    graves = [ligne for ligne in lignes if "FATAL" in ligne or "error" in ligne.lower()]
    raison = (graves or lignes[-1:] or ["aucune raison donnée"])[0]
    return f"{nom} n'a pas pu démarrer : {raison.rpartition('FATAL:')[2].strip()}"


@contextlib.contextmanager
def phrases_claires(donnees: Path) -> Iterator[None]:
    try:
        yield
    except OSError as erreur:
        raise EmbarqueErreur(_phrase(erreur, donnees)) from erreur


def _phrase(erreur: OSError, donnees: Path) -> str:
    cause = f"{erreur.filename or donnees} : {erreur.strerror}"
    if erreur.errno in (errno.ENOSPC, errno.EDQUOT):
        return phrase_disque_plein(donnees)
    if erreur.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return (
            f"Le dossier de données {donnees} n'est pas accessible à cet utilisateur ({cause}) : "
            "indiquez-en un autre dans PLIE_DONNEES."
        )
    return f"Les serveurs embarqués sont inutilisables ({cause})."
