import time
from datetime import date

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from accompagnement.actions.alerte import calculer_alertes
from accompagnement.actions.rapprochement import calculer_rapprochements
from accompagnement.models import Participant
from conventions.actions.releve import calculer_releves, figer_mois_echus
from plie import embarque
from plie.comptes.enums import Role
from plie.comptes.models import Agent
from plie.demonstration.offres import charger as charger_offres
from plie.demonstration.personnes.calendrier import ANNEE_FONDATRICE
from plie.demonstration.personnes.chargement import charger
from plie.demonstration.personnes.mises_en_relation import ecrire_mises_en_relation
from plie.demonstration.personnes.mises_passees import ecrire_mises_passees
from plie.demonstration.promesses import ecrire_promesses
from plie.demonstration.rapports import (
    ecrire_rapports,
    ecrire_territoire,
    ecrire_un_rapport_a_relire,
)
from plie.demonstration.stocks import ecrire_stocks
from plie.referentiels.models import Commune


def _ceux_qui_rencontrent():
    """The first référent and the facilitateur: who visits employers here."""
    referents = list(Agent.objects.filter(role=Role.REFERENT, is_active=True).order_by("pk")[:1])
    return referents + list(Agent.objects.filter(role=Role.FACILITATEUR))


class Command(BaseCommand):
    help = "Remplit une base vide de données inventées (mode démonstration seulement)."

    def handle(self, *args, **options):
        embarque.exiger_les_roues()
        if not settings.DEMONSTRATION:
            raise CommandError(
                "Données de démonstration refusées : définissez DEMONSTRATION=true, jamais en "
                "production."
            )
        if Participant.objects.exists():
            self.stdout.write("La base contient déjà des dossiers : rien n'a été chargé.")
            return
        aujourdhui = timezone.localdate()
        if aujourdhui.year <= ANNEE_FONDATRICE:
            raise CommandError("L'horloge de la machine est antérieure à 2026.")
        if not Commune.objects.exists():
            raise CommandError("Chargez d'abord les données de référence : manage.py preparer.")
        debut = time.monotonic()
        personnes = charger(aujourdhui)
        charger_offres(agents=_ceux_qui_rencontrent(), aujourdhui=aujourdhui)
        ecrire_stocks(aujourdhui)
        ecrire_mises_en_relation(aujourdhui)
        ecrire_mises_passees(aujourdhui)
        ecrire_promesses(aujourdhui)
        ecrire_territoire(aujourdhui)
        calculer_rapprochements()
        calculer_alertes()
        # As the nights would have done since the founding year.
        calculer_releves(date(ANNEE_FONDATRICE, 1, 1))
        figer_mois_echus(aujourdhui)
        ecrire_rapports()
        ecrire_un_rapport_a_relire(aujourdhui)
        duree = time.monotonic() - debut
        self.stdout.write(f"{personnes} personnes fictives chargées en {duree:.0f} s.")
