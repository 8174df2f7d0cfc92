import json

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from conventions.forms import verifier_jour
from conventions.indicateurs.ecriture import avec_unite
from conventions.indicateurs.objectifs import lire_conventions, mesurer
from conventions.rapports.extrait import MASQUEE, masquer_les_avancements
from conventions.rapports.masque import MASQUE


class Command(BaseCommand):
    help = (
        "Dit où en est chaque objectif de chaque convention, un jour donné, masqué comme dans les "
        "fichiers des rapports."
    )

    def add_arguments(self, parser):
        parser.add_argument("--le", help="AAAA-MM-JJ ; aujourd'hui sinon")
        parser.add_argument("--json", action="store_true", dest="en_json", help="sortie JSON")

        parser.add_argument(
            "--en-clair",
            action="store_true",
            help="ne masque rien : pour qui exploite la plateforme et vérifie un chiffre, jamais "
            "pour un fichier que l'on transmet",
        )

    def handle(self, *, le, en_json, en_clair, **options):
        try:
            jour = verifier_jour(le) if le else timezone.localdate()
        except ValidationError as refus:
            raise CommandError(" ".join(refus.messages)) from None
        conventions = list(lire_conventions())
        avancements = mesurer(conventions, jour)
        if not en_clair:
            lus = masquer_les_avancements(list(avancements.values()))
            avancements = {lu.objectif.pk: lu for lu in lus}
        ecrire = self._en_json if en_json else self._en_tableau
        ecrire(jour, conventions, avancements)

    def _en_json(self, jour, conventions, avancements):
        document = {
            "le": jour.isoformat(),
            "conventions": [
                {
                    "code": convention.code,
                    "objectifs": [
                        dire(avancements[objectif.pk]) for objectif in convention.objectifs.all()
                    ],
                }
                for convention in conventions
            ],
        }
        self.stdout.write(json.dumps(document, ensure_ascii=False, indent=2))

    def _en_tableau(self, jour, conventions, avancements):
        for convention in conventions:
            self.stdout.write(f"{convention}, au {jour:%d/%m/%Y}")
            for objectif in convention.objectifs.all():
                self._ligne(objectif, avancements[objectif.pk])

    def _ligne(self, objectif, lu):
        unite = lu.indicateur.unite if lu.indicateur else ""
        dits = (avec_unite(valeur, unite) for valeur in (lu.cible, lu.realise, lu.attendu))
        cible, realise, attendu = dits
        realise = MASQUE if lu.mesure == MASQUEE else realise
        suite = f"  ({lu.raison})" if lu.raison else ""
        self.stdout.write(
            f"  {objectif.libelle:<50} réalisé {realise}, attendu {attendu}, cible {cible}{suite}"
        )


def dire(avancement):
    """What a program reads of one objective."""
    objectif, mesure = avancement.objectif, avancement.mesure
    return {
        "code": objectif.code,
        "libelle": objectif.libelle,
        "indicateur": objectif.indicateur or None,
        "debut": avancement.debut.isoformat(),
        "fin": avancement.fin.isoformat(),
        "cible": avancement.cible,
        "realise": avancement.realise,
        "numerateur": mesure and mesure.numerateur,
        "denominateur": mesure and mesure.denominateur,
        "attendu": avancement.attendu,
        "prevision": avancement.prevision,
        "raison": avancement.raison,
        **({"est_masque": True} if mesure == MASQUEE else {}),
    }
