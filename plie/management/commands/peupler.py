import time

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from accompagnement.models import Participant
from plie.demonstration.personnes.masse import peupler
from plie.referentiels.models import Commune


class Command(BaseCommand):
    help = (
        "Remplit la base de personnes inventées, par COPY, pour les mesures. L'historique de ces "
        "lignes n'est pas tracé."
    )

    def add_arguments(self, parser):
        parser.add_argument("--participants", type=int, required=True)
        parser.add_argument("--graine", type=int, default=1)
        parser.add_argument(
            "--forcer", action="store_true", help="même si la base contient déjà des dossiers"
        )

    def handle(self, *args, participants, graine, forcer, **options):
        if participants < 1:
            raise CommandError("Il faut au moins un participant.")
        if Participant.objects.exists() and not forcer:
            raise CommandError(
                "La base contient déjà des dossiers : peupler ne sert qu'aux mesures, sur une "
                "base vide (--forcer pour passer outre)."
            )
        if not Commune.objects.exists():
            raise CommandError("Chargez d'abord les données de référence : manage.py preparer.")
        debut = time.monotonic()
        peupler(participants, graine, timezone.localdate(), self._suivre)
        duree = time.monotonic() - debut
        self.stdout.write(f"{participants} participants en {duree:.0f} s.")

    def _suivre(self, faits):
        self.stderr.write(f"{faits} participants")
