from django.apps import AppConfig


class SocleConfig(AppConfig):
    name = "plie.socle"
    verbose_name = "socle"
