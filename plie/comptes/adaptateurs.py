from allauth.account.adapter import DefaultAccountAdapter


class AdaptateurCompte(DefaultAccountAdapter):
    def is_open_for_signup(self, request):
        """Accounts are created by the administration, never from the outside."""
        return False
