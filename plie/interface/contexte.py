from django.conf import settings

from plie.comptes.demonstration import COMPTES, MOT_DE_PASSE
from plie.interface.menu import menu


def plateforme(request):
    """What every page shows: the demonstration banner and the agent's menu."""
    agent = getattr(request, "user", None)
    connecte = agent is not None and agent.is_authenticated
    entrees = menu(request) if connecte else []
    dossiers = [e["adresse"] for e in entrees if e["libelle"] == "Dossiers"]
    montrer_comptes = settings.DEMONSTRATION and not connecte
    return {
        "demonstration": settings.DEMONSTRATION,
        "comptes_demonstration": COMPTES if montrer_comptes else {},
        "mot_de_passe_demonstration": MOT_DE_PASSE if montrer_comptes else "",
        "menu": entrees,
        "recherche_dossiers": dossiers[0] if dossiers else "",
    }
