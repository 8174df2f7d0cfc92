from django.core.management.base import BaseCommand, CommandError
from django.db import InterfaceError, OperationalError

from plie.surveillance.avertissements import avertissements
from plie.surveillance.envoi import prevenir


class Command(BaseCommand):
    help = (
        "Dit ce qui ne va pas et l'envoie une fois par courriel ; répond 1 s'il y a quelque chose."
    )

    def handle(self, *args, **options):
        try:
            phrases = prevenir()
        except (OperationalError, InterfaceError) as erreur:
            raise CommandError("La base ne répond pas.") from erreur
        except OSError:
            # Whoever reads the log of the timer is the only one told.
            phrases = ["Le courriel des avertissements n'est pas parti.", *_avertissements()]
        if phrases:
            raise CommandError("\n".join(phrases))
        self.stdout.write("Rien à signaler.")


def _avertissements():
    return dict(avertissements()).values()
