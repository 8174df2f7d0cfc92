"""What somebody had typed when their session ended: shown back, never stored.

A form sent after the session has ended comes back on a page that holds it; the agent signs in
beside it and sends it again. Signing in changes the CSRF token, so that second sending is refused
once and comes back the same way, with the new token.
"""

from urllib.parse import urlsplit, urlunsplit

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme

JETON = "csrfmiddlewaretoken"
SECRETS = {"password", "oldpassword", "password1", "password2"}


class ConnexionExigee(LoginRequiredMiddleware):
    def handle_no_permission(self, request, view_func):
        if request.method == "POST":
            return rendre_la_saisie(request, "session_expiree.html", 401)
        return super().handle_no_permission(request, view_func)


def page_expiree(request, reason=""):
    """CSRF_FAILURE_VIEW: what another site made the browser send is not offered again."""
    return rendre_la_saisie(request, "403_csrf.html", 403)


def rendre_la_saisie(request, gabarit, statut):
    contexte = saisie(request) | {"provenance": _provenance(request)}
    return render(request, gabarit, contexte, status=statut)


def saisie(request):
    """What the page `saisie.html` needs to send again what was sent."""
    return {"champs": _champs(request), "a_des_fichiers": bool(request.FILES)}


def _provenance(request):
    """The page of ours that one comes from; empty when it is not known, or another site's."""
    adresse = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(adresse, allowed_hosts={request.get_host()}):
        return ""
    _, _, chemin, requete, _ = urlsplit(adresse)
    # "//" would be another host once the first one is left out.
    return "" if chemin.startswith("//") else urlunsplit(("", "", chemin, requete, ""))


def _champs(request):
    """Nothing of a password, nor of what did not come from one of our own pages."""
    if request.headers.get("Sec-Fetch-Site") != "same-origin" or SECRETS & set(request.POST):
        return []
    return [
        (nom, valeur) for nom, valeurs in request.POST.lists() for valeur in valeurs if nom != JETON
    ]
