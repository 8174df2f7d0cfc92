from django.core.management.base import BaseCommand, CommandError

from offres.actions.synchronisation import SynchronisationEnCours, synchroniser
from offres.enums import Declencheur, StatutSynchronisation


class Command(BaseCommand):
    help = "Met à jour les offres de France Travail sur le territoire."

    def handle(self, *args, **options):
        try:
            run = synchroniser(Declencheur.COMMANDE)
        except SynchronisationEnCours as erreur:
            raise CommandError(str(erreur)) from None
        if run.statut != StatutSynchronisation.REUSSIE:
            raise CommandError("\n".join([f"{run.get_statut_display()}.", *run.erreurs]))
        self.stdout.write(
            f"{run.recues} offres reçues : {run.creees} créées, {run.modifiees} modifiées, "
            f"{run.inchangees} inchangées, {run.retirees} retirées."
        )
