from django.apps import AppConfig

from plie.comptes.permissions import peut_surveiller
from plie.interface.accueil import Bloc


class InterfaceConfig(AppConfig):
    name = "plie.interface"
    verbose_name = "interface"
    accueil = (
        Bloc(
            "interface/accueil_travaux.html",
            "plie.interface.views.travaux.non_aboutis",
            peut_surveiller,
            rang=8,
            est_lateral=True,
        ),
    )
