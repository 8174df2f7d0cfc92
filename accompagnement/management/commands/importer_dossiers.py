import time
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from accompagnement.actions.importation.deroulement import importer

LARGEUR = 40


class Barre:
    """A progress bar on a terminal; elsewhere one line per tenth."""

    def __init__(self, sortie):
        self._sortie = sortie
        self._dernier = -1
        self._debut = time.monotonic()

    def __call__(self, part):
        if self._sortie.isatty():
            plein = round(part * LARGEUR)
            secondes = time.monotonic() - self._debut
            barre = "█" * plein + "·" * (LARGEUR - plein)
            self._sortie.write(f"\r{barre} {part:4.0%} {secondes:4.0f} s", ending="")
            if part >= 1:
                self._sortie.write("")
        elif int(part * 10) > self._dernier:
            self._dernier = int(part * 10)
            self._sortie.write(f"{part:.0%}")
        self._sortie.flush()


class Command(BaseCommand):
    help = "Importe des dossiers depuis un CSV : tout ou rien, relançable sans effet."

    def add_arguments(self, parser):
        parser.add_argument("fichier", type=Path)
        parser.add_argument(
            "--simulation", action="store_true", help="tout vérifier, ne rien écrire"
        )

    def handle(self, *args, fichier, simulation, **options):
        rapport = importer(fichier, simulation=simulation, suivre=Barre(self.stderr))
        self.stdout.write(rapport.texte())
        if not rapport.est_accepte:
            raise CommandError(_deposer_rejets(rapport, fichier), returncode=1)


def _deposer_rejets(rapport, fichier):
    rejets = fichier.with_name(f"{fichier.name}.rejets.csv")
    try:
        rejets.write_text(rapport.rejets(), encoding="utf-8")
    except OSError as erreur:
        return f"Import refusé ; rejets impossibles à écrire dans {rejets} : {erreur.strerror}."
    return f"Import refusé. Rejets : {rejets}"
