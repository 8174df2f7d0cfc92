"""The logos of an offer, fetched by the server: whoever reads the page is not seen by their
host."""

import hashlib
import io
from typing import NamedTuple
from urllib.parse import urlsplit

import httpx
from django.conf import settings
from django.core.cache import cache
from PIL import Image, UnidentifiedImageError
from PIL.Image import DecompressionBombError

from plie.socle.sortie import Envoi, Reponse, appeler

# Seconds for the whole exchange, and what a page may make the server fetch.
DELAI = 3
PARTENAIRES_MAX = 5
OCTETS_MAX = 200_000
POINTS_MAX = 4_000_000
COTE_MAX = 240
FORMATS = ("PNG", "JPEG", "GIF")
UN_JOUR = 24 * 3600
BOUCLES = ("127.0.0.1", "localhost")


class Logo(NamedTuple):
    """`rang` is 0 for the company; its partners' follow, from 1."""

    rang: int
    nom: str
    adresse: str


def logos(offre):
    """The logos of the company and of the partners through whom it came, when they may be
    fetched."""
    brut = offre.brut or {}
    origine = brut.get("origineOffre")
    partenaires = origine.get("partenaires") if isinstance(origine, dict) else None
    partenaires = partenaires[:PARTENAIRES_MAX] if isinstance(partenaires, list) else []
    return [
        Logo(rang, str(porteur.get("nom") or ""), porteur["logo"])
        for rang, porteur in enumerate([brut.get("entreprise"), *partenaires])
        if isinstance(porteur, dict) and est_permise(porteur.get("logo"))
    ]


def est_permise(adresse):
    """https on its usual port, at a host of the setting or under it; plain http and any port only
    for the loopback's stand-in."""
    if not isinstance(adresse, str):
        return False
    try:
        morceaux = urlsplit(adresse)
        hote, port = morceaux.hostname or "", morceaux.port
    except ValueError:
        return False
    if morceaux.username or morceaux.password:
        return False
    permis = settings.FRANCE_TRAVAIL_HOTES_LOGOS
    if hote in BOUCLES:
        return hote in permis and morceaux.scheme in ("http", "https")
    return (
        morceaux.scheme == "https"
        and port in (None, 443)
        and any(hote == connu or hote.endswith(f".{connu}") for connu in permis)
    )


def lire_logo(adresse):
    """The image at `adresse` made again as a small PNG, or None; either answer is kept a day."""
    cle = "logo:" + hashlib.sha256(adresse.encode()).hexdigest()
    gardee = cache.get(cle)
    if gardee is None:
        gardee = _redessiner(_telecharger(adresse))
        cache.set(cle, gardee, UN_JOUR if gardee else 600)
    return gardee or None


def _telecharger(adresse):
    """Nothing but the bytes of an ordinary answer."""
    (lue,) = appeler(
        [Envoi("GET", adresse, {})], delai=DELAI, octets_max=OCTETS_MAX, hotes_locaux=BOUCLES
    )
    return lue.contenu if isinstance(lue, Reponse) and lue.statut == httpx.codes.OK else b""


def _redessiner(contenu):
    """What the bytes draw, and nothing else of them; empty when they are no image we read."""
    try:
        with Image.open(io.BytesIO(contenu), formats=FORMATS) as image:
            if image.width * image.height > POINTS_MAX:
                return b""
            petite = image.convert("RGBA")
    except (UnidentifiedImageError, DecompressionBombError, OSError, ValueError, SyntaxError):
        return b""
    petite.thumbnail((COTE_MAX, COTE_MAX))
    sortie = io.BytesIO()
    petite.save(sortie, "PNG")
    return sortie.getvalue()
