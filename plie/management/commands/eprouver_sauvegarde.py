from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from plie.sauvegarde import archive
from plie.sauvegarde.base import base_d_epreuve
from plie.sauvegarde.dossier import derniere
from plie.sauvegarde.erreurs import SauvegardeErreur
from plie.sauvegarde.suite import EPREUVE, consigner_la_suite


class Command(BaseCommand):
    help = "Restaure la dernière sauvegarde à côté, compare chiffres et SHA-256, efface l'essai."

    def add_arguments(self, parser):
        parser.add_argument("sauvegarde", type=Path, nargs="?")
        parser.add_argument("--dans", help="Dossier où poser un moment les fichiers.")

    def handle(self, *args, sauvegarde, dans, **options):
        try:
            manifeste, ecarts = self._eprouver(sauvegarde, dans)
        except (SauvegardeErreur, OSError) as erreur:
            consigner_la_suite(EPREUVE, type(erreur).__name__, echec=True)
            raise CommandError(f"Épreuve échouée. {erreur}") from erreur
        bilan = archive.bilan(manifeste)
        resultat = bilan._asdict() | {"ecarts": len(ecarts)}
        consigner_la_suite(EPREUVE, resultat, echec=bool(ecarts))
        if ecarts:
            raise CommandError("Épreuve échouée.\n" + "\n".join(ecarts))
        self.stdout.write(
            f"Épreuve réussie ({manifeste['faite_le']}) : {bilan.tables} tables et {bilan.lignes} "
            f"lignes identiques, {bilan.fichiers} fichiers au SHA-256 attendu."
        )

    def _eprouver(self, sauvegarde, dans):
        chemin = sauvegarde or derniere(settings.SAUVEGARDES)
        nom = f"{connection.settings_dict['NAME']}_epreuve"
        lieu = dans or settings.SAUVEGARDES or None
        with TemporaryDirectory(dir=lieu) as dossier, base_d_epreuve(nom):
            manifeste = archive.restaurer(
                chemin, settings.SAUVEGARDE_CLE, nom_de_base=nom, dossier=Path(dossier)
            )
            return manifeste, archive.comparer(manifeste, nom, Path(dossier))
