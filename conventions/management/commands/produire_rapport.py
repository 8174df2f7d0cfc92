from datetime import date
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from conventions.actions.rapport import lire_fichier, nom_fichier, ouvrir, produire
from conventions.enums import STATUTS_EN_PRODUCTION
from conventions.models import Rapport


class Command(BaseCommand):
    help = (
        "Produit le rapport d'un mois et en écrit les fichiers ; un mois déjà publié rend "
        "les fichiers publiés."
    )

    def add_arguments(self, parser):
        parser.add_argument("mois", help="AAAA-MM")
        parser.add_argument("--dossier", required=True, type=Path, help="où écrire les fichiers")

    def handle(self, *, mois, dossier, **options):
        mois = _lire_mois(mois)
        try:
            rapport = self._rapport(mois)
            dossier.mkdir(parents=True, exist_ok=True)
            for fichier in rapport.fichiers.all():
                chemin = dossier / nom_fichier(rapport, fichier.format)
                chemin.write_bytes(lire_fichier(fichier))
                self.stdout.write(str(chemin))
        except ValidationError as refus:
            raise CommandError(" ".join(refus.messages)) from None
        except OSError as erreur:
            raise CommandError(f"Impossible d'écrire dans {dossier} : {erreur.strerror}.") from None

    def _rapport(self, mois):
        publies, tous = Rapport.objects.publies().filter(mois=mois), Rapport.objects
        if publies.exists() and not tous.non_publies().filter(mois=mois).exists():
            return publies.first()
        rapport = ouvrir(mois)
        produire(rapport.pk)
        rapport.refresh_from_db()
        if rapport.statut in STATUTS_EN_PRODUCTION:
            raise CommandError("Ce rapport est déjà en cours de production : réessayez bientôt.")
        return rapport


def _lire_mois(texte):
    try:
        return date.fromisoformat(f"{texte}-01")
    except ValueError:
        raise CommandError(f"« {texte} » n'est pas un mois AAAA-MM.") from None
