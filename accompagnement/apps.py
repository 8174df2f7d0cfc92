from functools import partial

from django.apps import AppConfig

from accompagnement.permissions import peut
from plie.interface.menu import Entree


class AccompagnementConfig(AppConfig):
    name = "accompagnement"
    verbose_name = "accompagnement"
    menu = (
        Entree("Dossiers", "accompagnement:dossiers", partial(peut, acte="voir_dossiers")),
        Entree("Commissions", "accompagnement:commissions", partial(peut, acte="voir_commissions")),
    )
