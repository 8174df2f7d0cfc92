from collections.abc import Callable
from functools import cache
from typing import NamedTuple

from django.apps import apps
from django.urls import reverse

# On a screen of 1366 pixels, the bar holds them all on one line.
ENTREES_EN_LIGNE = 6


class Entree(NamedTuple):
    """One entry of the main menu; an app's config lists its own in `menu`.

    `raccourci`: the keys that open it, one after the other ("g d"). `est_rare`: in a bar too short
    for all, it waits behind « Plus ». `actes` of a config are entries that only have a shortcut.
    """

    libelle: str
    url: str
    est_visible: Callable
    raccourci: str = ""
    est_rare: bool = False


def menu(request):
    """The entries that the agent's role may open, the current one marked."""
    entrees = _entrees(request, "menu")
    if len(entrees) <= ENTREES_EN_LIGNE:
        return [entree | {"est_rare": False} for entree in entrees]
    return entrees


def actes(request):
    """What the agent may do from anywhere by the keyboard."""
    return _entrees(request, "actes")


def _entrees(request, attribut):
    return [
        {
            "libelle": entree.libelle,
            "adresse": adresse,
            "est_actif": request.path.startswith(adresse),
            "raccourci": entree.raccourci,
            "est_rare": entree.est_rare,
        }
        for config in apps.get_app_configs()
        for entree in getattr(config, attribut, ())
        if entree.est_visible(request.user)
        for adresse in [_adresse(entree.url)]
    ]


@cache
def _adresse(nom):
    """The same on every page: to find it anew took a tenth of one."""
    return reverse(nom)
