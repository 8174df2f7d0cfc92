"""Where a call comes from, and whether an application may be called from there."""

import ipaddress

from allauth.core.internal.httpkit import get_client_ip
from django.http import HttpRequest


def lire_adresse(entetes):
    """The caller's address, from WSGI headers, as sign-in throttling reads it: X-Forwarded-For
    counts only behind proxies of ours."""
    requete = HttpRequest()
    requete.META = dict(entetes)
    return get_client_ip(requete) or ""


def est_dans(adresse, reseaux):
    """Whether `adresse` is in one of `reseaux`; none given admits everybody."""
    if not reseaux:
        return True
    try:
        ip = ipaddress.ip_address(adresse)
    except ValueError:
        return False
    return any(ip in ipaddress.ip_network(reseau) for reseau in reseaux)
