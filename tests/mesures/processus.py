"""How far one machine goes: what one, two and four processes of the web serve in a second."""

from itertools import islice

from django.conf import settings

from tests.mesures.api import CLIENTS, Api, appelant, servir
from tests.mesures.charge import charger, requete
from tests.mesures.pages import client_connecte

PROCESSUS = (1, 2, 4)
PAGES, APPELS = 300, 1000


def mesurer(taille):
    """At the largest size only."""
    if taille < 100_000:
        return {}
    partenaire, session = appelant(), client_connecte().cookies[settings.SESSION_COOKIE_NAME].value
    page = requete("GET", "/dossiers/", Cookie=f"{settings.SESSION_COOKIE_NAME}={session}")
    mesures = {}
    for processus in PROCESSUS:
        with servir(processus) as port:
            api = Api(port, partenaire)
            appels = [api.recherche(numero) for _, numero in islice(api.personnes, APPELS)]
            for quoi, envois in (("liste", [page] * PAGES), ("API, recherche", appels)):
                _servir_une_fois(port, envois)
                nom = f"{quoi}, {processus} processus (par s)"
                mesures[nom] = len(envois) / charger(port, envois, statut=200, clients=CLIENTS)[1]
    return mesures


def _servir_une_fois(port, envois):
    """A process that has served nothing yet has its modules to read."""
    charger(port, envois[: 4 * CLIENTS], statut=200, clients=CLIENTS)
