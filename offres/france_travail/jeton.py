"""The access token: one for all workers, renewed a minute early by one of them."""

import hashlib

import httpx
from django.conf import settings
from django.core.cache import cache

from offres.france_travail.erreurs import AccesRefuse, ServiceIndisponible
from offres.france_travail.partage import cle, connexion

AVANCE = 60
PATIENCE = 60
REFUS = {
    "invalid_client": "France Travail refuse les identifiants de l'application : soit ils sont "
    "faux, soit la licence des offres n'a pas été acceptée (ou plus) sur francetravail.io.",
    "invalid_scope": "L'application n'est pas abonnée à « Offres d'emploi » : abonnez-la sur "
    "francetravail.io.",
}


def obtenir(http):
    """The token in use, or a new one; workers that need it at once wait for the one that asks."""
    if not (settings.FRANCE_TRAVAIL_ID and settings.FRANCE_TRAVAIL_SECRET):
        raise AccesRefuse(
            "Les identifiants de France Travail manquent : renseignez FRANCE_TRAVAIL_ID et "
            "FRANCE_TRAVAIL_SECRET."
        )
    nom = _nom()
    if jeton := cache.get(nom):
        return jeton
    verrou = connexion().lock(cle("jeton:verrou"), timeout=PATIENCE, blocking_timeout=PATIENCE)
    if not verrou.acquire():
        raise ServiceIndisponible("Le jeton de France Travail n'a pas été renouvelé à temps.")
    try:
        if jeton := cache.get(nom):
            return jeton
        jeton, duree = _demander(http)
        cache.set(nom, jeton, duree - AVANCE if duree > 2 * AVANCE else max(1, duree // 2))
        return jeton
    finally:
        # Expired lock: another process may hold it now.
        if verrou.owned():
            verrou.release()


def oublier(jeton):
    """Set aside a token that was refused, unless another worker has already renewed it."""
    if cache.get(_nom()) == jeton:
        cache.delete(_nom())


def _nom():
    """Changes with the credentials: a token of others never serves."""
    source = (
        settings.FRANCE_TRAVAIL_URL_JETON,
        settings.FRANCE_TRAVAIL_ID,
        settings.FRANCE_TRAVAIL_SECRET,
        settings.FRANCE_TRAVAIL_PORTEES,
    )
    empreinte = hashlib.sha256("\n".join(source).encode()).hexdigest()
    return f"france_travail:jeton:{empreinte[:16]}"


def _demander(http):
    try:
        reponse = http.post(
            settings.FRANCE_TRAVAIL_URL_JETON,
            params={"realm": settings.FRANCE_TRAVAIL_REALM},
            data={
                "grant_type": "client_credentials",
                "client_id": settings.FRANCE_TRAVAIL_ID,
                "client_secret": settings.FRANCE_TRAVAIL_SECRET,
                "scope": settings.FRANCE_TRAVAIL_PORTEES,
            },
        )
    except httpx.HTTPError as erreur:
        raise ServiceIndisponible(
            f"Le service d'identification de France Travail ne répond pas "
            f"({type(erreur).__name__})."
        ) from None
    return _lire(reponse)


def _lire(reponse):
    try:
        contenu = reponse.json()
    except ValueError:
        contenu = {}
    if not isinstance(contenu, dict):
        contenu = {}
    if reponse.status_code in (400, 401, 403):
        code = contenu.get("error")
        raise AccesRefuse(
            REFUS.get(code)
            or "France Travail refuse d'identifier l'application : vérifiez ses identifiants, ses "
            "portées et le domaine (realm)."
        )
    jeton, duree = contenu.get("access_token"), contenu.get("expires_in")
    if reponse.status_code != 200 or not isinstance(jeton, str) or not jeton:
        raise ServiceIndisponible(
            f"Le service d'identification de France Travail est en panne "
            f"(code {reponse.status_code})."
        )
    return jeton, duree if isinstance(duree, int) and duree > 0 else 2 * AVANCE
