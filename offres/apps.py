from functools import partial

from django.apps import AppConfig

from offres.permissions import peut
from plie.interface.accueil import Bloc
from plie.interface.menu import Entree
from plie.interface.recherche import Source


class OffresConfig(AppConfig):
    name = "offres"
    verbose_name = "Offres et employeurs"
    menu = (
        Entree("Offres", "offres:offres", partial(peut, acte="voir_offres"), "g o"),
        Entree(
            "Employeurs",
            "offres:employeurs",
            partial(peut, acte="voir_employeurs"),
            "g e",
            est_rare=True,
        ),
        Entree(
            "Flux de France Travail",
            "offres:synchronisations",
            partial(peut, acte="voir_synchronisations"),
            est_rare=True,
        ),
    )
    recherche = (
        Source("Offres d'emploi", "offres.recherche.offres", partial(peut, acte="voir_offres")),
        Source("Employeurs", "offres.recherche.employeurs", partial(peut, acte="voir_employeurs")),
    )
    accueil = (
        Bloc(
            "offres/accueil_echanges.html",
            "offres.views.accueil.echanges",
            partial(peut, acte="ecrire_employeur"),
            42,
        ),
    )
