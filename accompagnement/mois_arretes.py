"""Which months are frozen: each app that freezes figures names a function in the `mois_arretes` of
its config, and a correction asks."""

from django.apps import apps
from django.utils.module_loading import import_string


def est_arrete(du, au):
    """Whether a month of these days, both included, is frozen."""
    noms = (getattr(config, "mois_arretes", None) for config in apps.get_app_configs())
    return any(import_string(nom)(du, au) for nom in noms if nom)
