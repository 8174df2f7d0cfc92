"""A trade of the ROME, completed from `/metiers/` as it is typed."""

from functools import partial

from plie.interface import metiers
from plie.interface.metiers import chercher_metiers

__all__ = ["MetierField", "chercher_metiers"]
MetierField = partial(metiers.MetierField, route="accompagnement:metiers")
