from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from plie.comptes.enums import Role
from plie.comptes.models import Agent, Structure, cle_de_structure
from plie.partenaires.actions.application import creer_application
from plie.partenaires.enums import Portee


class Command(BaseCommand):
    help = "Ouvre l'API à une application d'un partenaire : affiche son identifiant et son secret."

    def add_arguments(self, parser):
        parser.add_argument("nom")
        parser.add_argument("--structure", required=True, help="nom, code SAFIR ou SIRET")
        parser.add_argument("--portees", required=True, nargs="+", choices=Portee.values)
        parser.add_argument("--motif-sensible", default="", help="pourquoi elle lit la RQTH")
        parser.add_argument("--reseaux", nargs="*", default=[], help="192.0.2.7 ou 192.0.2.0/24")
        parser.add_argument("--essai", action="store_true", help="bac à sable")
        parser.add_argument("--par", help="adresse du compte d'administration qui l'ouvre")

    def handle(self, *, nom, structure, portees, motif_sensible, reseaux, essai, par, **options):
        try:
            application, secret = creer_application(
                self._structure(structure),
                par=self._administration(par),
                name=nom,
                portees=portees,
                motif_sensible=motif_sensible,
                reseaux=reseaux,
                est_essai=essai,
            )
        except ValidationError as refus:
            raise CommandError(" ".join(refus.messages)) from None
        self.stdout.write(f"identifiant : {application.client_id}")
        self.stdout.write(f"secret      : {secret}")
        self.stderr.write("Ce secret ne sera plus affiché : gardez-le dans un coffre.")

    def _structure(self, repere):
        trouvee = Structure.objects.reperes().get(cle_de_structure(repere))
        if trouvee is None:
            raise CommandError(f"Aucune structure n'est « {repere} » (nom, code SAFIR ou SIRET).")
        return trouvee

    def _administration(self, adresse):
        """Who answers for it in the history: the account named, or the only one there is."""
        comptes = Agent.objects.filter(role=Role.ADMINISTRATION, is_active=True)
        if adresse:
            comptes = comptes.filter(email=adresse.lower())
        if len(comptes[:2]) != 1:
            raise CommandError("Indiquez par --par l'adresse d'un compte d'administration.")
        return comptes.get()
