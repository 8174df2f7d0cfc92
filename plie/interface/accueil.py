"""The home page is made of blocks: each app declares its own in the `accueil` of its config."""

from collections.abc import Callable
from typing import NamedTuple

from django.apps import apps
from django.utils.module_loading import import_string


class Bloc(NamedTuple):
    """One section of the home page.

    `lire` is the dotted path of a function of the agent: what the template reads as `bloc`, or
    None when there is nothing to show. `rang` orders the blocks, whatever app they come from.
    """

    gabarit: str
    lire: str
    est_visible: Callable
    rang: int
    est_lateral: bool = False


class BlocLu(NamedTuple):
    gabarit: str
    bloc: dict


def lire_blocs(agent):
    """(main column, side column) of the home page of `agent`."""
    blocs = [
        bloc
        for config in apps.get_app_configs()
        for bloc in getattr(config, "accueil", ())
        if bloc.est_visible(agent)
    ]
    colonnes = ([], [])
    for bloc in sorted(blocs, key=lambda bloc: bloc.rang):
        lu = import_string(bloc.lire)(agent)
        if lu is not None:
            colonnes[bloc.est_lateral].append(BlocLu(bloc.gabarit, lu))
    return colonnes
