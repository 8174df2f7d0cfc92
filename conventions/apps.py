from functools import partial

from django.apps import AppConfig

from conventions.permissions import peut
from plie.interface.accueil import Bloc
from plie.interface.menu import Entree


class ConventionsConfig(AppConfig):
    name = "conventions"
    verbose_name = "conventions"
    menu = (
        Entree("Indicateurs", "conventions:indicateurs", partial(peut, acte="voir_indicateurs")),
        Entree("Rapports", "conventions:rapports", partial(peut, acte="voir_rapports")),
    )
    accueil = (
        Bloc(
            "conventions/accueil_chiffres.html",
            "conventions.views.accueil.chiffres_du_mois",
            partial(peut, acte="publier_rapport"),
            rang=5,
        ),
        Bloc(
            "conventions/accueil_rapports.html",
            "conventions.views.accueil.rapports_a_publier",
            partial(peut, acte="publier_rapport"),
            rang=6,
            est_lateral=True,
        ),
    )
