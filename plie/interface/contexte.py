from functools import partial

from django.conf import settings
from django.urls import reverse

from plie.comptes.demonstration import COMPTES, COMPTES_PAR_CODE, MOT_DE_PASSE
from plie.interface.aide.pages import page_de_l_ecran
from plie.interface.menu import ENTREES_EN_LIGNE, actes, menu
from plie.interface.notifications import nouvelles
from plie.interface.recherche import adresse_de_la_liste
from plie.socle.logo import logo_actuel


def plateforme(request):
    """What every page shows: the demonstration banner and the agent's menu."""
    agent = getattr(request, "user", None)
    connecte = agent is not None and agent.is_authenticated
    entrees = menu(request) if connecte else []
    montrer_comptes = settings.DEMONSTRATION and not connecte
    return {
        "plie_nom": settings.PLIE_NOM,
        "plie_logo": logo_actuel,
        "plie_lieu": _lieu(entrees),
        "demonstration": settings.DEMONSTRATION,
        "comptes_demonstration": COMPTES if montrer_comptes else {},
        "comptes_par_code": COMPTES_PAR_CODE if montrer_comptes else {},
        "mot_de_passe_demonstration": MOT_DE_PASSE if montrer_comptes else "",
        "menu": entrees,
        "menu_rare": [e for e in entrees if e["est_rare"]],
        "actes": actes(request) if connecte else [],
        "adresse_aide": _adresse_aide(request) if connecte else "",
        # Counted by whole pages only: a fragment has no bell.
        "nouvelles": partial(nouvelles, agent) if connecte else None,
        "recherche_liste": adresse_de_la_liste(agent) if connecte else "",
    }


def _lieu(entrees):
    """The name of the PLIE after "PLIE", where the entries of the bar leave room for it."""
    if sum(not entree["est_rare"] for entree in entrees) > ENTREES_EN_LIGNE:
        return ""
    return settings.PLIE_NOM.removeprefix("PLIE de ").removeprefix("PLIE ")


def _adresse_aide(request):
    """The help of the screen the reader is on, or its summary."""
    page = page_de_l_ecran(request.resolver_match)
    return reverse("interface:aide_page", args=[page.cle]) if page else reverse("interface:aide")
