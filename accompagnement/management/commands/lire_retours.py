import mailbox
import sys
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from accompagnement.actions.courriel import noter_un_retour

# A report may bring back the whole message, documents included.
TAILLE_MAXIMALE = 30 * 1024 * 1024
# What a mail server understands as "try again" (sysexits, EX_TEMPFAIL).
PLUS_TARD = 75


class Command(BaseCommand):
    help = (
        "Lit les avis de non-remise : un message sur l'entrée standard, ou les nouveaux d'un "
        "Maildir, qu'elle marque comme lus."
    )

    def add_arguments(self, parser):
        parser.add_argument("--maildir", type=Path)

    def handle(self, *args, maildir, **options):
        try:
            for octets in _nouveaux(maildir) if maildir else _sur_l_entree():
                self.stdout.write(noter_un_retour(octets))
        except DatabaseError as panne:
            raise CommandError("La base ne répond pas.", returncode=PLUS_TARD) from panne


def _sur_l_entree():
    yield sys.stdin.buffer.read(TAILLE_MAXIMALE)


def _nouveaux(chemin):
    """A message is marked once it was noted: cut short, it is read again."""
    if not (chemin / "new").is_dir():
        raise CommandError(f"{chemin} n'est pas un Maildir.")
    boite = mailbox.Maildir(chemin, factory=None, create=False)
    for cle in list(boite.keys()):
        message = boite[cle]
        if "S" in message.get_flags():
            continue
        yield boite.get_bytes(cle)
        message.set_subdir("cur")
        message.add_flag("S")
        boite[cle] = message
