from functools import partial

from django.apps import AppConfig

from accompagnement.permissions import peut
from plie.comptes.permissions import peut_administrer, peut_gerer_structures
from plie.interface.menu import Entree


class AccompagnementConfig(AppConfig):
    name = "accompagnement"
    verbose_name = "Accompagnement"
    menu = (
        Entree("Dossiers", "accompagnement:dossiers", partial(peut, acte="voir_dossiers")),
        Entree("Commissions", "accompagnement:commissions", partial(peut, acte="voir_commissions")),
        Entree("Structures", "accompagnement:structures", peut_gerer_structures),
        Entree("Imports", "accompagnement:imports", partial(peut, acte="importer")),
        Entree("Comptes et référentiels", "admin:index", peut_administrer),
    )
