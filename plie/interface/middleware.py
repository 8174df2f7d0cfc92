from django.conf import settings
from django.shortcuts import render


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
