import logging

from csp.constants import HEADER
from csp.middleware import CSPMiddleware
from django.conf import settings
from django.shortcuts import render

from plie.socle.caracteres import sans_invisibles
from plie.socle.pdf import CompositionImpossible

journal = logging.getLogger(__name__)


class EnvoiLimite:
    """Answer a request too heavy before anything of it is read or written to a disk."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if _longueur(request) > settings.ENVOI_MAXIMAL:
            return render(None, "413.html", status=413)
        return self.get_response(request)


def _longueur(request):
    try:
        return int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return 0


class PolitiqueDesContenus(CSPMiddleware):
    """The policy of pages is made for pages: an answer that carries its own keeps it."""

    def process_response(self, request, response):
        return response if HEADER in response else super().process_response(request, response)


class SaisieVisible:
    """Take invisible characters off whatever is typed, in every form at once; passwords excepted.

    It stands after CSRF protection, which has read the form: nothing is parsed for a stranger.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, vue, *_arguments):
        """What a program sends is no form: it is read by who knows what it is."""
        if not getattr(vue, "csrf_exempt", False) and request.POST:
            request.POST = _visible(request.POST)


def _visible(saisie):
    propre = saisie.copy()
    for nom, valeurs in saisie.lists():
        if "password" not in nom:
            propre.setlist(nom, [sans_invisibles(valeur) for valeur in valeurs])
    propre._mutable = False
    return propre


class DocumentImpossible:
    """Say it in French when a document cannot be composed; the others of the site still are."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, erreur):
        if not isinstance(erreur, CompositionImpossible):
            return None
        journal.error("document impossible : %s", erreur)
        return render(request, "document_impossible.html", status=500)
