"""Offers are read by people, not taken in bulk (licence of France Travail, article 3)."""

from django.conf import settings

from plie.socle.cadence import sous_la_limite


def compter_une_lecture(agent):
    """Count one more page of offers read by `agent`; False when it is more in this minute than
    anybody reads."""
    return sous_la_limite(f"pages-offres:{agent.pk}", settings.OFFRES_PAGES_PAR_MINUTE)
