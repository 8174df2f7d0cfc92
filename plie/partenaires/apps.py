from django.apps import AppConfig


class PartenairesConfig(AppConfig):
    name = "plie.partenaires"
    verbose_name = "Partenaires"
