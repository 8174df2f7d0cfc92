import sys
from pathlib import Path

import structlog
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from accompagnement.actions.courriel import ADRESSE_NOTEE, noter_un_retour
from plie.socle.maildir import Maildir

journal = structlog.get_logger(__name__)

# A report may bring back the whole message, documents included.
TAILLE_MAXIMALE = 30 * 1024 * 1024
# What a mail server understands as "try again" (sysexits, EX_TEMPFAIL).
PLUS_TARD = 75
ILLISIBLE = "ignoré : ce message ne se lit pas"
TROP_LONG = "ignoré : ce message est trop long"


class Command(BaseCommand):
    help = (
        "Lit les avis de non-remise : un message sur l'entrée standard, ou ceux d'un Maildir "
        "qu'elle n'a pas encore lus ; elle y range dans « Traites » ceux dont elle a tenu compte."
    )

    def add_arguments(self, parser):
        parser.add_argument("--maildir", type=Path)

    def handle(self, *args, maildir, **options):
        try:
            for resultat in _relever(maildir) if maildir else _sur_l_entree():
                self.stdout.write(resultat)
        except DatabaseError as panne:
            raise CommandError("La base ne répond pas.", returncode=PLUS_TARD) from panne


def _sur_l_entree():
    yield _noter("entrée standard", lambda: sys.stdin.buffer.read(TAILLE_MAXIMALE))


def _relever(chemin):
    """A message is put away, or left, once it was noted: cut short, it is read again."""
    boite = Maildir(chemin)
    if not boite.existe:
        raise CommandError(f"{chemin} n'est pas un Maildir.")
    for fichier in boite.nouveaux():
        try:
            resultat = _lire(fichier)
        except FileNotFoundError:
            # Opened or thrown away meanwhile: seen next time under its other name, if at all.
            continue
        if resultat == ADRESSE_NOTEE:
            boite.ranger(fichier)
        else:
            boite.laisser(fichier)
        yield resultat


def _lire(fichier):
    if fichier.stat().st_size > TAILLE_MAXIMALE:
        journal.warning("retour trop long", cle=fichier.name)
        return TROP_LONG
    return _noter(fichier.name, fichier.read_bytes)


def _noter(cle, lire):
    """Whatever a stranger wrote, the next message is read; what it says is kept out of the logs."""
    try:
        return noter_un_retour(lire())
    except (DatabaseError, FileNotFoundError):
        raise
    except Exception:  # noqa: BLE001
        journal.warning("retour illisible", cle=cle)
        return ILLISIBLE
