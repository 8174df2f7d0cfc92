from django.apps import AppConfig


class ComptesConfig(AppConfig):
    name = "plie.comptes"
    verbose_name = "Comptes"
