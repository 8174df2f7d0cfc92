from urllib.parse import urlsplit

from clamav_client import clamd
from django.conf import settings
from django.core.exceptions import ValidationError

DELAI_SECONDES = 20


def analyser(fichier):
    """Have ClamAV read `fichier` when CLAMAV_URL names one, and leave it rewound.

    Raises ValidationError when it finds something, and when it does not answer: a file that could
    not be scanned is not kept.
    """
    if not settings.CLAMAV_URL:
        return
    fichier.seek(0)
    try:
        verdict, virus = _client().instream(fichier)["stream"]
    except (clamd.ClamdError, OSError, KeyError):
        raise ValidationError(
            "L'antivirus ne répond pas : le fichier n'est pas gardé. Réessayez dans quelques "
            "minutes.",
            code="fichier",
        ) from None
    finally:
        fichier.seek(0)
    if verdict != "OK":
        raise ValidationError(
            "L'antivirus a refusé ce fichier : il n'est pas gardé.", code="fichier"
        )


def _client():
    adresse = urlsplit(settings.CLAMAV_URL)
    if adresse.scheme == "unix":
        return clamd.ClamdUnixSocket(path=adresse.path, timeout=DELAI_SECONDES)
    return clamd.ClamdNetworkSocket(
        host=adresse.hostname, port=adresse.port or 3310, timeout=DELAI_SECONDES
    )
