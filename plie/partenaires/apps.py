from django.apps import AppConfig

from plie.partenaires.api.catalogue import ERREURS


class PartenairesConfig(AppConfig):
    name = "plie.partenaires"
    verbose_name = "Partenaires"
    erreurs_api = ERREURS
