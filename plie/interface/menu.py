from collections.abc import Callable
from typing import NamedTuple

from django.apps import apps
from django.urls import reverse


class Entree(NamedTuple):
    """One entry of the main menu; an app's config lists its own in `menu`."""

    libelle: str
    url: str
    est_visible: Callable


def menu(request):
    """The entries that the agent's role may open, the current one marked."""
    return [
        {
            "libelle": entree.libelle,
            "adresse": adresse,
            "est_actif": request.path.startswith(adresse),
        }
        for config in apps.get_app_configs()
        for entree in getattr(config, "menu", ())
        if entree.est_visible(request.user)
        for adresse in [reverse(entree.url)]
    ]
