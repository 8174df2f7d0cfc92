"""Whether one offer is still published, asked while somebody waits for the page."""

from concurrent.futures import ThreadPoolExecutor

import structlog
from redis import RedisError

from offres.france_travail.client import Client
from offres.france_travail.erreurs import FranceTravailErreur

# Seconds in all: the wait for one's turn, the token, the answer.
DELAI = 2.0
journal = structlog.get_logger(__name__)


def est_partie(identifiant):
    """True only when the service says that it no longer publishes this offer; a service that is
    slow, down, or that refuses us says nothing, and what is known stands."""
    # A thread: no time-out of a connection bounds the whole.
    executeur = ThreadPoolExecutor(1)
    try:
        return not executeur.submit(_existe, identifiant).result(DELAI)
    except (FranceTravailErreur, RedisError, TimeoutError) as erreur:
        journal.warning("offre non vérifiée", offre=identifiant, cause=type(erreur).__name__)
        return False
    finally:
        executeur.shutdown(wait=False, cancel_futures=True)


def _existe(identifiant):
    with Client(delai=DELAI, essais=1) as client:
        return client.existe(identifiant)
