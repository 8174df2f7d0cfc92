from django.apps import AppConfig


class TachesConfig(AppConfig):
    name = "plie.taches"
    verbose_name = "Travaux demandés"
