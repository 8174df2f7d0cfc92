from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter

from plie.comptes.chiffrement import chiffrer, dechiffrer


class AdaptateurCompte(DefaultAccountAdapter):
    def is_open_for_signup(self, request):
        """Accounts are created by the administration, never from the outside."""
        return False


class AdaptateurSecondFacteur(DefaultMFAAdapter):
    """A stolen copy of the database gives nobody's codes."""

    def encrypt(self, text):
        return chiffrer(text)

    def decrypt(self, encrypted_text):
        return dechiffrer(encrypted_text)
