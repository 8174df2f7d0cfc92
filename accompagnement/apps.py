from functools import partial

from django.apps import AppConfig

from accompagnement.permissions import peut, peut_verifier_piece
from plie.comptes.permissions import peut_administrer, peut_gerer_structures
from plie.interface.accueil import Bloc
from plie.interface.menu import Entree


def _bloc(nom, est_visible, rang, **options):
    gabarit = f"accompagnement/accueil_{nom}.html"
    return Bloc(gabarit, f"accompagnement.views.accueil.{nom}", est_visible, rang, **options)


def _ne_voit_pas_le_suivi(agent):
    return peut(agent, "voir_dossiers") and not peut(agent, "voir_suivi")


class AccompagnementConfig(AppConfig):
    name = "accompagnement"
    verbose_name = "Accompagnement"
    menu = (
        Entree("Dossiers", "accompagnement:dossiers", partial(peut, acte="voir_dossiers")),
        Entree("Rendez-vous", "accompagnement:rendez_vous", partial(peut, acte="tenir_agenda")),
        Entree("Commissions", "accompagnement:commissions", partial(peut, acte="voir_commissions")),
        Entree("Structures", "accompagnement:structures", peut_gerer_structures),
        Entree("Imports", "accompagnement:imports", partial(peut, acte="importer")),
        Entree("Comptes et référentiels", "admin:index", peut_administrer),
    )
    accueil = (
        _bloc("rendez_vous", partial(peut, acte="tenir_agenda"), 10),
        _bloc("a_affecter", partial(peut, acte="affecter"), 20),
        _bloc("pieces", peut_verifier_piece, 30, est_lateral=True),
        _bloc("alertes", partial(peut, acte="voir_suivi"), 40),
        _bloc("equipe", partial(peut, acte="voir_equipe"), 50),
        _bloc("commissions", partial(peut, acte="voir_commissions"), 60, est_lateral=True),
        _bloc("en_parcours", _ne_voit_pas_le_suivi, 70),
        _bloc("comptes", peut_administrer, 80),
    )
