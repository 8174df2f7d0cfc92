from functools import partial
from operator import attrgetter

from django.apps import AppConfig

from accompagnement.permissions import peut, peut_verifier_piece
from plie.comptes.permissions import peut_administrer, peut_gerer_structures
from plie.interface.accueil import Bloc
from plie.interface.menu import Entree
from plie.interface.recherche import Source


def _bloc(nom, est_visible, rang, **options):
    gabarit = f"accompagnement/accueil_{nom}.html"
    return Bloc(gabarit, f"accompagnement.views.accueil.{nom}", est_visible, rang, **options)


def _ne_voit_pas_le_suivi(agent):
    return peut(agent, "voir_dossiers") and not peut(agent, "voir_suivi")


class AccompagnementConfig(AppConfig):
    name = "accompagnement"
    verbose_name = "Accompagnement"
    apres_synchronisation = ("accompagnement.tasks.calculer_rapprochements",)
    menu = (
        Entree("Dossiers", "accompagnement:dossiers", partial(peut, acte="voir_dossiers"), "g d"),
        Entree(
            "Rendez-vous", "accompagnement:rendez_vous", partial(peut, acte="tenir_agenda"), "g r"
        ),
        Entree(
            "Commissions",
            "accompagnement:commissions",
            partial(peut, acte="voir_commissions"),
            "g c",
        ),
        Entree("Structures", "accompagnement:structures", peut_gerer_structures, est_rare=True),
        Entree("Imports", "accompagnement:imports", partial(peut, acte="importer"), est_rare=True),
        Entree(
            "Remplacements",
            "accompagnement:remplacements",
            partial(peut, acte="remplacer"),
            est_rare=True,
        ),
        Entree("Fusions", "accompagnement:fusions", partial(peut, acte="fusionner"), est_rare=True),
        Entree("Réglages", "accompagnement:reglages", partial(peut, acte="regler"), est_rare=True),
        Entree("Comptes et référentiels", "admin:index", peut_administrer),
    )
    gestes = (
        Entree(
            "Créer un dossier",
            "accompagnement:dossier_creer",
            partial(peut, acte="creer_dossier"),
            "n d",
        ),
    )
    recherche = (
        Source(
            "Personnes",
            "accompagnement.listes.recherche.personnes",
            partial(peut, acte="voir_dossiers"),
            "accompagnement.listes.recherche.recents",
            "Dossiers ouverts récemment",
        ),
        Source("Structures", "accompagnement.listes.recherche.structures", attrgetter("is_active")),
    )
    methode_blocs = (
        (
            "accompagnement/methode_rapprochement.html",
            "accompagnement.views.methode.rapprochement",
        ),
    )
    etablissement_blocs = (
        (
            "accompagnement/employeur_embauches.html",
            "accompagnement.views.employeur.embauches",
        ),
    )
    offre_blocs = (
        (
            "accompagnement/offre_personnes.html",
            "accompagnement.views.offre_personnes.personnes",
        ),
        (
            "accompagnement/offre_mises_en_relation.html",
            "accompagnement.views.offre_personnes.mises_en_relation",
        ),
    )
    accueil = (
        _bloc("rendez_vous", partial(peut, acte="tenir_agenda"), 10),
        _bloc("relances", partial(peut, acte="tenir_agenda"), 42),
        _bloc("remplacements", partial(peut, acte="tenir_agenda"), 45),
        _bloc("a_affecter", partial(peut, acte="affecter"), 20),
        _bloc("pieces", peut_verifier_piece, 30, est_lateral=True),
        _bloc("alertes", partial(peut, acte="voir_suivi"), 40),
        _bloc("equipe", partial(peut, acte="voir_equipe"), 50),
        _bloc("commissions", partial(peut, acte="voir_commissions"), 60, est_lateral=True),
        _bloc("recents", partial(peut, acte="voir_dossiers"), 65, est_lateral=True),
        _bloc("en_parcours", _ne_voit_pas_le_suivi, 70),
        _bloc("comptes", peut_administrer, 80),
    )
