from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from plie.sauvegarde import archive, dossier
from plie.sauvegarde.erreurs import SauvegardeErreur
from plie.sauvegarde.suite import SAUVEGARDE, consigner_la_suite


class Command(BaseCommand):
    help = "Sauvegarde la base et les fichiers d'un même instant, chiffrés, et retire les anciens."

    def add_arguments(self, parser):
        parser.add_argument("--vers", default=settings.SAUVEGARDES, help="Dossier des sauvegardes.")

    def handle(self, *args, vers, **options):
        try:
            chemin, manifeste = dossier.sauvegarder(
                vers, settings.SAUVEGARDE_CLE, settings.SAUVEGARDES_GARDEES
            )
        except SauvegardeErreur as erreur:
            consigner_la_suite(SAUVEGARDE, "SauvegardeErreur", echec=True)
            raise CommandError(str(erreur)) from erreur
        bilan = archive.bilan(manifeste)
        consigner_la_suite(SAUVEGARDE, bilan._asdict())
        self.stdout.write(
            f"{chemin} : {bilan.tables} tables, {bilan.lignes} lignes, {bilan.fichiers} fichiers."
        )
        if bilan.manquants or bilan.alteres:
            self.stderr.write(
                f"Attention : {bilan.manquants} fichiers manquaient déjà, {bilan.alteres} n'ont "
                "plus l'empreinte de leur réception."
            )
