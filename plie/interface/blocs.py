"""Places that a page leaves to the apps above it: each config names its blocks in an attribute."""

from django.apps import apps
from django.utils.module_loading import import_string

from plie.interface.accueil import BlocLu


def blocs_de(attribut, agent, objet, **demande):
    """The blocks that the configs list in `attribut`, as (template, dotted path of a function
    (agent, object, and what the page was asked) that gives what the template reads as `bloc`, or
    None for nothing)."""
    lus = []
    for config in apps.get_app_configs():
        for gabarit, lire in getattr(config, attribut, ()):
            bloc = import_string(lire)(agent, objet, **demande)
            if bloc is not None:
                lus.append(BlocLu(gabarit, bloc))
    return lus
