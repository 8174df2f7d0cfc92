import json

from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction
from django.utils import timezone

from conventions.indicateurs.ecriture import avec_unite
from conventions.indicateurs.portees import Portee
from conventions.indicateurs.previsions.epreuve import eprouver, resumer
from conventions.indicateurs.previsions.lois import NIVEAU
from plie.comptes.models import Structure
from plie.demonstration.personnes.masse import peupler
from plie.demonstration.personnes.scene import ORDRE
from plie.referentiels.models import Commune


class Command(BaseCommand):
    help = (
        "Rejoue le passé : à chaque fin de mois des années écoulées, ce qui aurait été prévu de "
        "l'année sur ce que l'on savait ce jour-là, et ce qui est venu. Rien n'est gardé."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--graines", type=int, help="sur autant de PLIE inventés, et non sur les dossiers"
        )
        parser.add_argument("--participants", type=int, default=3000, help="de chacun d'eux")
        parser.add_argument("--json", action="store_true", dest="en_json", help="sortie JSON")

    def handle(self, *, graines, participants, en_json, **options):
        if graines is not None and (graines < 1 or participants < 1):
            raise CommandError("Il faut au moins une graine et un participant.")
        if graines and not Commune.objects.exists():
            raise CommandError("Chargez d'abord les données de référence : manage.py preparer.")
        jour = timezone.localdate()
        if graines is None:
            essais = eprouver(jour)
        else:
            essais = [e for g in range(1, graines + 1) for e in _inventer(participants, g, jour)]
        resume = {"niveau": NIVEAU, "graines": graines} | resumer(essais)
        if en_json:
            self.stdout.write(json.dumps(resume, ensure_ascii=False, indent=2))
            return
        self._ecrire("Toutes", resume)
        for indicateur in resume["indicateurs"]:
            self._ecrire(indicateur["code"], indicateur)

    def _ecrire(self, nom, resume):
        notre, naif = (
            [avec_unite(dits[cle], "%") for cle in ("couverture", "largeur")]
            for dits in (resume, resume["comme_l_an_dernier"])
        )
        self.stdout.write(
            f"{nom:<24}{resume['previsions']:>6} prévisions : {notre[0]} couvertes, largeur "
            f"{notre[1]} ; comme l'an dernier : {naif[0]}, largeur {naif[1]}"
        )


def _mesurer_les_tables():
    """Nothing else does within a transaction: the planner would take them for empty."""
    with connection.cursor() as curseur:
        curseur.execute(f"ANALYZE {', '.join(modele._meta.db_table for modele in ORDRE)}")


def _inventer(participants, graine, jour):
    """On a PLIE that exists as long as it is looked at."""
    with transaction.atomic():
        avant = set(Structure.objects.values_list("pk", flat=True))
        peupler(participants, graine, jour, lambda faits: None)
        _mesurer_les_tables()
        inventees = Structure.objects.exclude(pk__in=avant).values_list("pk", flat=True)
        essais = eprouver(jour, portee=Portee(structures=tuple(inventees)))
        transaction.set_rollback(True)
    return essais
