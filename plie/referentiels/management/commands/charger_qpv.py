from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from plie.referentiels.actions import charger_qpv


class Command(BaseCommand):
    help = (
        "Charge la liste des quartiers prioritaires (QPV) du territoire depuis un CSV : code, nom, "
        "generation (2015 ou 2024), communes (codes INSEE séparés par une espace). Relancée, elle "
        "met à jour ; une seule faute, et rien n'est écrit."
    )

    def add_arguments(self, parser):
        parser.add_argument("fichier", type=Path)

    def handle(self, *, fichier, **options):
        try:
            ajoutes, modifies = charger_qpv(fichier.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError):
            raise CommandError("Fichier illisible : un CSV en UTF-8 est attendu.") from None
        except ValidationError as refus:
            raise CommandError("\n".join(refus.messages)) from None
        self.stdout.write(f"{ajoutes} quartiers ajoutés, {modifies} modifiés.")
