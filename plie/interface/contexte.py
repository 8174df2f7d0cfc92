from django.conf import settings


def plateforme(request):
    """What every page shows: the demonstration banner and the menu's rights."""
    return {"demonstration": settings.DEMONSTRATION}
