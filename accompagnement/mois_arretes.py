"""Which months are frozen: each app that freezes figures names a function in the `mois_arretes` of
its config, and a correction asks."""

from django.apps import apps
from django.utils.module_loading import import_string


def mois_arretes(du, au):
    """The first days of the frozen months that have one of these days, both included."""
    noms = (getattr(config, "mois_arretes", None) for config in apps.get_app_configs())
    return sorted({mois for nom in noms if nom for mois in import_string(nom)(du, au)})


def est_arrete(du, au):
    """Whether a month of these days, both included, is frozen."""
    return bool(mois_arretes(du, au))
