from django.apps import AppConfig


class JournalConfig(AppConfig):
    name = "plie.journal"
    verbose_name = "journal"
