import hmac

from django.conf import settings


def est_superviseur(request) -> bool:
    """Whether the request shows the token of PLIE_JETON_SUPERVISION; without one, nobody does."""
    voulu = settings.JETON_SUPERVISION
    montre = request.headers.get("Authorization", "").removeprefix("Bearer ")
    return bool(voulu) and hmac.compare_digest(voulu.encode(), montre.encode())
