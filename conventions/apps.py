from functools import partial

from django.apps import AppConfig

from conventions.permissions import peut
from plie.interface.menu import Entree


class ConventionsConfig(AppConfig):
    name = "conventions"
    verbose_name = "conventions"
    menu = (
        Entree("Indicateurs", "conventions:indicateurs", partial(peut, acte="voir_indicateurs")),
        Entree("Rapports", "conventions:rapports", partial(peut, acte="voir_rapports")),
    )
