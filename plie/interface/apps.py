from django.apps import AppConfig


class InterfaceConfig(AppConfig):
    name = "plie.interface"
    verbose_name = "interface"
