from django.apps import AppConfig
from django.core.checks import register
from django.db.backends.signals import connection_created

from plie import verifications
from plie.comptes.permissions import Acte
from plie.interface.accueil import Bloc
from plie.surveillance import lenteur


class PlieConfig(AppConfig):
    """The assembly itself: it has no models, only what must be registered once."""

    name = "plie"
    verbose_name = "plateforme"
    accueil = (
        Bloc(
            "interface/accueil_avertissements.html",
            "plie.surveillance.avertissements.bloc_accueil",
            Acte.SURVEILLER.permet,
            rang=1,
        ),
    )

    def ready(self):
        register(verifications.controler_deploiement, deploy=True)
        connection_created.connect(lenteur.brancher)
