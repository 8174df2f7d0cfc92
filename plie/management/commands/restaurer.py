from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from plie.sauvegarde import archive
from plie.sauvegarde.erreurs import SauvegardeErreur


class Command(BaseCommand):
    help = "Remet la base et les fichiers d'une sauvegarde, services arrêtés : tout, ou rien."

    def add_arguments(self, parser):
        parser.add_argument("sauvegarde", type=Path)
        parser.add_argument("--base", help="Une autre base vide du même serveur.")
        parser.add_argument("--dossier", type=Path, help="Un autre dossier pour les fichiers.")
        parser.add_argument(
            "--remplacer", action="store_true", help="Efface d'abord ce que la base contient."
        )

    def handle(self, *args, sauvegarde, base, dossier, remplacer, **options):
        try:
            manifeste = archive.restaurer(
                sauvegarde,
                settings.SAUVEGARDE_CLE,
                nom_de_base=base,
                dossier=dossier,
                remplacer=remplacer,
            )
        except SauvegardeErreur as erreur:
            raise CommandError(str(erreur)) from erreur
        except OSError as erreur:
            raise CommandError(f"Les fichiers n'ont pas pu être remis : {erreur}.") from erreur
        bilan = archive.bilan(manifeste)
        self.stdout.write(
            f"Restaurés de l'instant {manifeste['faite_le']} : {bilan.tables} tables, "
            f"{bilan.lignes} lignes, {bilan.fichiers} fichiers. Lancez « manage.py preparer », "
            "puis les services."
        )
