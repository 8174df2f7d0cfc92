from django.apps import AppConfig


class ReferentielsConfig(AppConfig):
    name = "plie.referentiels"
    verbose_name = "Référentiels"
