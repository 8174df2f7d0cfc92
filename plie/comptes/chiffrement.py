"""Secrets that the database keeps without being able to read them."""

from base64 import urlsafe_b64encode

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.utils.crypto import salted_hmac

SEL = "plie.comptes.second_facteur"


def chiffrer(clair):
    return _chiffre().encrypt(clair.encode()).decode()


def dechiffrer(chiffre):
    """The text; InvalidToken when neither SECRET_KEY nor SECRET_KEY_FALLBACKS wrote it."""
    return _chiffre().decrypt(chiffre.encode()).decode()


def _chiffre():
    cles = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    return MultiFernet([_fernet(cle) for cle in cles])


def _fernet(cle):
    derivee = salted_hmac(SEL, "", secret=cle, algorithm="sha256").digest()
    return Fernet(urlsafe_b64encode(derivee))
