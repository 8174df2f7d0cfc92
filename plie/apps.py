from django.apps import AppConfig
from django.core.checks import register

from plie import verifications


class PlieConfig(AppConfig):
    """The assembly itself: it has no models, only what must be registered once."""

    name = "plie"
    verbose_name = "plateforme"

    def ready(self):
        register(verifications.controler_deploiement, deploy=True)
