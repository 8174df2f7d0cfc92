from django.apps import AppConfig

from plie.administration.aide import AIDE
from plie.comptes.permissions import Acte
from plie.interface.accueil import Bloc
from plie.interface.menu import Entree


class AdministrationConfig(AppConfig):
    """Pages of the administration: it has no models, accounts are those of `plie.comptes`."""

    name = "plie.administration"
    verbose_name = "Administration"
    aide = AIDE
    menu = (
        Entree("Comptes", "administration:agents", Acte.ADMINISTRER.permet),
        Entree("Logo", "administration:logo", Acte.ADMINISTRER.permet, est_rare=True),
    )
    accueil = (
        Bloc(
            "administration/accueil_visite.html",
            "plie.administration.visite.pas_suivant",
            Acte.VISITER.permet,
            0,
        ),
        Bloc(
            "administration/accueil_comptes.html",
            "plie.administration.views.accueil_comptes",
            Acte.ADMINISTRER.permet,
            80,
        ),
    )
