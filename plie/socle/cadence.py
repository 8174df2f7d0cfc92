"""How often one thing is done: open while the cache is away, since no right is asked here."""

import time

from django.core.cache import cache


def sous_la_limite(quoi, par_minute):
    """Count `quoi` once more; False when that is more than `par_minute` times in this minute."""
    cle = f"{quoi}:{int(time.time() // 60)}"
    cache.add(cle, 0, 120)
    return cache.incr(cle) <= par_minute
