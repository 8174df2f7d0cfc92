"""The logo of an offer, fetched by the server: whoever reads the page is not seen by its host."""

import hashlib
import io
from urllib.parse import urlsplit

import httpx
from django.conf import settings
from django.core.cache import cache
from PIL import Image, UnidentifiedImageError
from PIL.Image import DecompressionBombError

DELAI = 3
OCTETS_MAX = 200_000
POINTS_MAX = 4_000_000
COTE_MAX = 240
FORMATS = ("PNG", "JPEG", "GIF")
UN_JOUR = 24 * 3600
BOUCLES = ("127.0.0.1", "localhost")


def adresse_du_logo(offre):
    """The address of the company's logo when it may be fetched, else None."""
    entreprise = (offre.brut or {}).get("entreprise")
    adresse = entreprise.get("logo") if isinstance(entreprise, dict) else None
    return adresse if isinstance(adresse, str) and est_permise(adresse) else None


def est_permise(adresse):
    """https, at a host of the setting or under it; plain http only for the loopback's stand-in."""
    try:
        morceaux = urlsplit(adresse)
        hote = morceaux.hostname or ""
    except ValueError:
        return False
    if morceaux.username or morceaux.password:
        return False
    permis = settings.FRANCE_TRAVAIL_HOTES_LOGOS
    if hote in BOUCLES:
        return hote in permis and morceaux.scheme in ("http", "https")
    return morceaux.scheme == "https" and any(
        hote == connu or hote.endswith(f".{connu}") for connu in permis
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
    try:
        with httpx.stream(
            "GET", adresse, timeout=DELAI, follow_redirects=False, trust_env=False
        ) as reponse:
            if reponse.status_code != httpx.codes.OK:
                return b""
            contenu = b""
            for morceau in reponse.iter_bytes():
                contenu += morceau
                if len(contenu) > OCTETS_MAX:
                    return b""
            return contenu
    # A name that cannot be a host's (an empty label, one too long) is refused by Python itself.
    except (httpx.HTTPError, httpx.InvalidURL, UnicodeError):
        return b""


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
