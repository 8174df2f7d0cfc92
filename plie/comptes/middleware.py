import time

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import SESSION_KEY, logout
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect

# What a program calls knows no session: it answers by its own rules.
CHEMINS_LIBRES = ("/comptes/", "/statiques/", "/sante/", "/api/", "/oauth/")


class SondeAnonyme:
    """Forget who asks `/sante/` or `/metrics`: to read their session would need the database they
    tell about."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.path in ("/sante/", "/metrics"):
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
        # Of the session, not of `request.user`: the API names there who its token stands for.
        if connecte and SESSION_KEY not in request.session:
            reponse["Clear-Site-Data"] = '"cache"'
        return reponse


def ouverte_aux_conseillers(vue):
    """Mark a page that conseillers of partners may ask for: they reach no other one."""
    vue.ouverte_aux_conseillers = True
    return vue


class PorteDesPartenaires:
    """Keep partners out of the house: of what asks to be signed in, a conseiller reaches the pages
    marked `ouverte_aux_conseillers`, and the agent of an application, which signs in nowhere, none.

    The session of a conseiller ends without a click for a while, and as soon as their structure no
    longer answers for their address, or they are of the house: it opened by a code alone.
    """

    VU_LE, RYTHME = "conseiller_vu_le", 60

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        agent = request.user
        if agent.is_authenticated and not self._continue(request, agent):
            logout(request)
        return self.get_response(request)

    def _continue(self, request, agent):
        if not agent.est_conseiller:
            return self.VU_LE not in request.session
        maintenant = time.time()
        vu_le = request.session.get(self.VU_LE, maintenant)
        if maintenant - vu_le > settings.CONSEILLER_SESSION_SECONDES:
            return False
        if maintenant - vu_le > self.RYTHME or self.VU_LE not in request.session:
            request.session[self.VU_LE] = maintenant
        return request.user.est_reconnu

    def process_view(self, request, vue, arguments, nommes):
        agent = request.user
        if not agent.is_authenticated or agent.est_de_la_maison:
            return
        if not getattr(vue, "login_required", True):
            return
        if not (_est_conseiller(agent) and getattr(vue, "ouverte_aux_conseillers", False)):
            raise PermissionDenied


def _est_conseiller(agent):
    return agent.is_authenticated and agent.est_conseiller


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
