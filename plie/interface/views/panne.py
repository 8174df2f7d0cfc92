"""What is shown when a request fails: an incident, or a server that will be back in a moment."""

import sys

import redis
from botocore.exceptions import ConnectionError as SeauInjoignable
from botocore.exceptions import HTTPClientError as SeauMuet
from django.db import InterfaceError, OperationalError
from django.http import HttpResponse
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.views.defaults import bad_request
from kombu.exceptions import OperationalError as FileInjoignable

from plie.comptes.session_expiree import saisie

# A row that somebody else holds, a time limit; a database, a queue or a bucket that restarts.
PASSAGERES = (
    *(OperationalError, InterfaceError),
    *(FileInjoignable, redis.RedisError),
    *(SeauInjoignable, SeauMuet),
)
SECONDES = 10


def erreur(request):
    """Django's handler of what no view caught, called while the error is being handled."""
    est_passagere = isinstance(sys.exc_info()[1], PASSAGERES)
    # A program is answered in its own language.
    if dire := getattr(request, "dire_la_panne", None):
        return dire(est_passagere=est_passagere)
    if not est_passagere:
        return HttpResponse(_page(request, "500.html"), status=500)
    return _reessayer(request)


def refusee(request, exception):
    """Django's handler of a request that it refuses. It takes a session that the database could not
    keep for one that was ended meanwhile."""
    if not any(isinstance(cause, PASSAGERES) for cause in _causes(exception)):
        return bad_request(request, exception)
    return _reessayer(request)


def _causes(exception):
    while exception:
        yield exception
        exception = exception.__cause__ or exception.__context__


def _reessayer(request):
    page = _page(request, "503.html")
    return HttpResponse(page, status=503, headers={"Retry-After": str(SECONDES)})


def _page(request, gabarit):
    # Without the request: what the page usually shows of the agent is in the database.
    return render_to_string(gabarit, saisie(request) | {"csrf_token": get_token(request)})
