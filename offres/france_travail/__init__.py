from django.conf import settings


def est_simule():
    """Whether the offers come from the stand-in: said on every page that shows them."""
    return settings.FRANCE_TRAVAIL_SIMULE
