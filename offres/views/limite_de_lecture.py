from functools import wraps

from django.shortcuts import render

from offres.limite_de_lecture import compter_une_lecture


def lecture_limitee(vue):
    """Answer 429, and say why, to who opens more pages of offers in a minute than anybody reads."""

    @wraps(vue)
    def enveloppe(request, *args, **kwargs):
        if compter_une_lecture(request.user):
            return vue(request, *args, **kwargs)
        reponse = render(request, "offres/trop_de_pages.html", status=429)
        reponse["Retry-After"] = "60"
        return reponse

    return enveloppe
