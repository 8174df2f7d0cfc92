from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import transaction

from accompagnement.actions.alerte import calculer_alertes
from accompagnement.actions.emploi import planifier_suivis_manquants
from accompagnement.actions.non_entree import charger_motifs_non_entree
from accompagnement.actions.regle_contrat import charger_regles_contrat
from accompagnement.actions.regle_sortie import charger_regles
from accompagnement.actions.suspension import charger_motifs_suspension
from accompagnement.actions.texte_imprime import charger_textes
from offres.actions.territoire import charger_groupes
from plie.referentiels.actions import charger_referentiels


class Command(BaseCommand):
    help = "Met la base à niveau et charge les données de référence ; peut être relancée."

    def handle(self, *args, **options):
        call_command("migrate", interactive=False, verbosity=0)
        with transaction.atomic():
            bilan = charger_referentiels()
            charger_regles()
            charger_regles_contrat()
            charger_motifs_non_entree()
            charger_motifs_suspension()
            charger_textes()
            charger_groupes()
            planifier_suivis_manquants()
        calculer_alertes()
        self.stdout.write(
            "Base à jour ; référentiels : "
            + ", ".join(f"{nombre} {nom}" for nom, nombre in bilan.items())
        )
