"""Offers are read by people, not taken in bulk (licence of France Travail, article 3)."""

import time

from django.conf import settings
from django.core.cache import cache


def compter_une_lecture(agent):
    """Count one more page of offers read by `agent`; False when it is more in this minute than
    anybody reads."""
    cle = f"pages-offres:{agent.pk}:{int(time.time() // 60)}"
    cache.add(cle, 0, 120)
    return cache.incr(cle) <= settings.OFFRES_PAGES_PAR_MINUTE
