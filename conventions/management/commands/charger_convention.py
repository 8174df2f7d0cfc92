from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from conventions.actions.convention import charger_convention
from conventions.forms.convention import TAILLE_MAXIMALE, lire_convention


class Command(BaseCommand):
    help = (
        "Charge une convention et ses objectifs depuis un fichier JSON : tout ou rien, relançable "
        "sans effet. Le schéma est dans deploiement/convention.schema.json."
    )

    def add_arguments(self, parser):
        parser.add_argument("fichier", type=Path)

    def handle(self, *, fichier, **options):
        try:
            bilan = charger_convention(lire_convention(_lire(fichier)))
        except ValidationError as refus:
            raise CommandError(
                "Convention refusée, rien n'est écrit.\n" + "\n".join(refus.messages)
            ) from None
        ecrits = ", ".join(f"{nombre} {noms[nombre > 1]}" for noms, nombre in bilan.ecrits.items())
        self.stdout.write(f"Écrit : {ecrits}." if ecrits else "Rien à changer.")


def _lire(fichier):
    try:
        if fichier.stat().st_size > TAILLE_MAXIMALE:
            raise CommandError("Ce fichier pèse plus de 2 Mo : ce n'est pas une convention.")
        return fichier.read_text(encoding="utf-8-sig")
    except OSError as refus:
        raise CommandError(f"Fichier illisible : {fichier} ({refus.strerror}).") from None
    except UnicodeDecodeError:
        raise CommandError("Ce fichier n'est pas en UTF-8.") from None
