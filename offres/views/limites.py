"""Pages of offers are read by people, not taken in bulk (licence of France Travail, article 3)."""

import time
from functools import wraps

from django.conf import settings
from django.core.cache import cache
from django.shortcuts import render


def lecture_limitee(vue):
    """Answer 429, and say why, to who opens more pages of offers in a minute than anybody reads."""

    @wraps(vue)
    def enveloppe(request, *args, **kwargs):
        minute = int(time.time() // 60)
        cle = f"pages-offres:{request.user.pk}:{minute}"
        cache.add(cle, 0, 120)
        if cache.incr(cle) > settings.OFFRES_PAGES_PAR_MINUTE:
            reponse = render(request, "offres/trop_de_pages.html", status=429)
            reponse["Retry-After"] = "60"
            return reponse
        return vue(request, *args, **kwargs)

    return enveloppe
