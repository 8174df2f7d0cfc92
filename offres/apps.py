from django.apps import AppConfig

from offres.aide import AIDE
from offres.permissions import Acte
from plie.interface.accueil import Bloc
from plie.interface.menu import Entree
from plie.interface.recherche import Source


class OffresConfig(AppConfig):
    name = "offres"
    verbose_name = "Offres et employeurs"
    aide = AIDE
    evenements_api = {"offre.modifiee": "Le PLIE a publié, refusé ou fermé l'une de vos offres."}
    menu = (
        Entree("Offres", "offres:offres", Acte.VOIR_OFFRES.permet, "g o"),
        Entree(
            "Employeurs",
            "offres:employeurs",
            Acte.VOIR_EMPLOYEURS.permet,
            "g e",
            est_rare=True,
        ),
        Entree(
            "Flux de France Travail",
            "offres:synchronisations",
            Acte.VOIR_SYNCHRONISATIONS.permet,
            est_rare=True,
        ),
    )
    recherche = (
        Source("Offres d'emploi", "offres.listes.recherche.offres", Acte.VOIR_OFFRES.permet),
        Source("Employeurs", "offres.listes.recherche.employeurs", Acte.VOIR_EMPLOYEURS.permet),
    )
    accueil = (
        Bloc(
            "offres/accueil_nouvelles.html",
            "offres.views.accueil.nouvelles",
            Acte.GUETTER_OFFRES.permet,
            44,
        ),
        Bloc(
            "offres/accueil_echanges.html",
            "offres.views.accueil.echanges",
            Acte.ECRIRE_EMPLOYEUR.permet,
            43,
        ),
    )
