"""One line of log for each request: the pattern of its route, never what identifies anybody."""

import time

import structlog

journal = structlog.get_logger("plie.acces")
SANS_ROUTE = "(aucune)"


class JournalDesAcces:
    """No address, agent, number of a dossier nor query string: who read what is kept elsewhere, for
    those who may know it."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        debut = time.perf_counter()
        reponse = self.get_response(request)
        journal.info(
            "requête",
            methode=request.method,
            route=request.resolver_match.route if request.resolver_match else SANS_ROUTE,
            statut=reponse.status_code,
            ms=round((time.perf_counter() - debut) * 1000),
        )
        return reponse
