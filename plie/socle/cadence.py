"""How often one thing is done: open while the cache is away, since no right is asked here."""

import time

from django.core.cache import cache


def sous_la_limite(quoi, par_minute):
    """Count `quoi` once more; False when that is more than `par_minute` times in this minute."""
    return cache.compter(f"{quoi}:{int(time.time() // 60)}", 120) <= par_minute
