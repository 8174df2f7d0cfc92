from pathlib import Path

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management.base import BaseCommand, CommandError

from accompagnement.actions.partage import rapprocher_liste
from accompagnement.lecture.liste_partagee import AJOUTEES, completer, lire_liste
from plie.comptes.models import Agent, Structure
from plie.socle.export import lignes_csv


class Command(BaseCommand):
    help = (
        "Dit, pour chaque numéro France Travail du CSV d'un partenaire, si la personne est "
        "accompagnée. Écrit le même fichier, complété, à côté."
    )

    def add_arguments(self, parser):
        parser.add_argument("fichier", type=Path)
        parser.add_argument("--structure", required=True, help="nom du partenaire")
        parser.add_argument("--par", required=True, help="adresse de qui le fait (coordination)")

    def handle(self, *, fichier, structure, par, **options):
        partenaire = Structure.objects.filter(nom__iexact=structure).first()
        agent = Agent.objects.filter(email=par.lower()).first()
        if partenaire is None or agent is None:
            raise CommandError("Cette structure ou ce compte n'existe pas.")
        try:
            liste = lire_liste(fichier.read_bytes())
            connus = rapprocher_liste(partenaire, [n for n in liste.numeros if n], par=agent)
        except OSError as erreur:
            raise CommandError(f"Fichier illisible : {erreur.strerror}.") from None
        except ValidationError as refus:
            raise CommandError(" ".join(refus.messages)) from None
        except PermissionDenied:
            raise CommandError("Ce compte n'a pas ce droit (coordination).") from None
        sortie = fichier.with_name(f"{fichier.stem}.reponse.csv")
        entetes = [*liste.colonnes, *AJOUTEES]
        sortie.write_text("".join(lignes_csv(entetes, completer(liste, connus))), encoding="utf-8")
        self.stdout.write(f"{len(liste.lignes)} lignes, {len(connus)} personnes connues : {sortie}")
