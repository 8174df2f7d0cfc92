from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.internal.ratelimit import get_ip
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.db import DatabaseError

from plie.comptes.chiffrement import chiffrer, dechiffrer


class AdaptateurCompte(DefaultAccountAdapter):
    def is_open_for_signup(self, request):
        """Accounts are created by the administration, never from the outside."""
        return False

    def authenticate(self, request, **credentials):
        """An attempt that the database could not judge is nobody's failure."""
        try:
            return super().authenticate(request, **credentials)
        except DatabaseError:
            self._rollback_login_failed_rl_usage()
            raise

    def get_reset_password_from_key_url(self, key):
        """Under the site's own address: the request's is what its sender wrote in it."""
        chemin = urlsplit(super().get_reset_password_from_key_url(key)).path
        return f"{settings.ADRESSE}{chemin}"

    def _get_login_attempts_cache_key(self, request, **credentials):
        """Failures are counted by account and address: a stranger's shut nobody else out."""
        cle = super()._get_login_attempts_cache_key(request, **credentials)
        return f"{cle}:{get_ip(request)}"


class AdaptateurSecondFacteur(DefaultMFAAdapter):
    """A stolen copy of the database gives nobody's codes."""

    def encrypt(self, text):
        return chiffrer(text)

    def decrypt(self, encrypted_text):
        return dechiffrer(encrypted_text)
