from django.conf import settings

from plie.interface.menu import menu


def plateforme(request):
    """What every page shows: the demonstration banner and the agent's menu."""
    agent = getattr(request, "user", None)
    connecte = agent is not None and agent.is_authenticated
    entrees = menu(request) if connecte else []
    dossiers = [e["adresse"] for e in entrees if e["libelle"] == "Dossiers"]
    return {
        "demonstration": settings.DEMONSTRATION,
        "menu": entrees,
        "recherche_dossiers": dossiers[0] if dossiers else "",
    }
