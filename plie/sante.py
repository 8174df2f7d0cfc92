"""Is everything that a user needs running? Asked by supervisors, so without signing in."""

import psycopg
import redis
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from kombu.exceptions import OperationalError
from redis.backoff import NoBackoff
from redis.retry import Retry

from plie.celery import app
from plie.surveillance.avertissements import avertissements
from plie.surveillance.jeton import est_superviseur

PATIENCE = 1.0
# libpq rounds connect_timeout up to 2 seconds.
PATIENCE_BASE = 2


@login_not_required
@never_cache
@require_safe
def sante(request):
    courtier = _courtier_repond()
    etat = {"base": _base_repond(), "courtier": courtier, "worker": courtier and _worker_repond()}
    dit = {nom: "ok" if repond else "absent" for nom, repond in etat.items()}
    if etat["base"] and est_superviseur(request):
        dit["avertissements"] = [signal._asdict() for signal in avertissements()]
    return JsonResponse(dit, status=200 if all(etat.values()) else 503)


def _base_repond() -> bool:
    """On a session of its own: a server that is stopped takes it and never answers."""
    parametres = connection.get_connection_params() | {"connect_timeout": PATIENCE_BASE}
    try:
        psycopg.connect(**parametres).close()
    except psycopg.Error:
        return False
    return True


def _courtier_repond() -> bool:
    client = redis.from_url(
        settings.REDIS_URL,
        socket_timeout=PATIENCE,
        socket_connect_timeout=PATIENCE,
        retry=Retry(NoBackoff(), 0),
    )
    with client:
        try:
            return client.ping()
        except redis.RedisError:
            return False


def _worker_repond() -> bool:
    """Ask the workers themselves, so that one killed a second ago does not pass for alive."""
    try:
        return bool(app.control.broadcast("ping", reply=True, timeout=PATIENCE, limit=1))
    except (OperationalError, redis.RedisError):
        return False
