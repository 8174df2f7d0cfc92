from django.apps import AppConfig

from plie.comptes.permissions import Acte
from plie.interface.accueil import Bloc
from plie.interface.phrases import parler


class InterfaceConfig(AppConfig):
    name = "plie.interface"
    verbose_name = "interface"
    accueil = (
        Bloc(
            "interface/accueil_travaux.html",
            "plie.interface.views.travaux.non_aboutis",
            Acte.SURVEILLER.permet,
            rang=8,
            est_lateral=True,
        ),
    )

    def ready(self):
        parler()
