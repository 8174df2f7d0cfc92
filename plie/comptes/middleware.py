from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.shortcuts import redirect

CHEMINS_LIBRES = ("/comptes/", "/statiques/", "/sante/")


class SondeAnonyme:
    """Forget who asks `/sante/`: to read their session would need the database it tells about."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.path == "/sante/":
            request.COOKIES = {}
        return self.get_response(request)


class SansCopie:
    """What an agent reads stays in no cache, and leaves a shared computer when they sign out."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        connecte = request.user.is_authenticated
        reponse = self.get_response(request)
        if connecte:
            reponse.headers.setdefault("Cache-Control", "private, no-store")
        if connecte and not request.user.is_authenticated:
            reponse["Clear-Site-Data"] = '"cache"'
        return reponse


class SecondFacteur:
    """Send agents whose role requires a second factor to its activation page until they have
    one (setting ROLES_SECOND_FACTEUR)."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if self._manque(request):
            messages.warning(
                request, "Votre rôle demande un second facteur : activez-le pour continuer."
            )
            return redirect("mfa_activate_totp")
        return self.get_response(request)

    def _manque(self, request):
        agent = request.user
        return (
            agent.is_authenticated
            and agent.role in settings.ROLES_SECOND_FACTEUR
            and not request.path.startswith(CHEMINS_LIBRES)
            and not is_mfa_enabled(agent)
        )
