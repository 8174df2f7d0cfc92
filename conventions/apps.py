from django.apps import AppConfig

from accompagnement.permissions import Acte as ActeSurDossier
from conventions.aide import AIDE
from conventions.enums import NOTIFICATIONS
from conventions.permissions import Acte
from plie.interface.accueil import Bloc
from plie.interface.menu import Entree


class ConventionsConfig(AppConfig):
    name = "conventions"
    verbose_name = "conventions"
    aide = AIDE
    notifications = NOTIFICATIONS
    mois_arretes = "conventions.actions.releve.mois_arretes"
    erreurs_api = {
        "mois_invalide": (400, "Demandez un mois entier et terminé, sous la forme AAAA-MM."),
    }
    menu = (
        Entree("Indicateurs", "conventions:indicateurs", Acte.VOIR_INDICATEURS.permet),
        Entree("Contrôle", "conventions:controle", Acte.CONTROLER_SORTIES.permet, est_rare=True),
        Entree(
            "Règles de sortie",
            "conventions:regles_sortie",
            Acte.VOIR_REGLES_DE_SORTIE.permet,
            est_rare=True,
        ),
        Entree(
            "Conventions",
            "conventions:conventions",
            Acte.VOIR_CONVENTIONS.permet,
            est_rare=True,
        ),
        Entree(
            "Cohortes", "conventions:cohortes", ActeSurDossier.VOIR_COHORTES.permet, est_rare=True
        ),
        Entree(
            "Données du territoire",
            "conventions:series",
            Acte.VOIR_INDICATEURS.permet,
            est_rare=True,
        ),
        Entree("Rapports", "conventions:rapports", Acte.VOIR_RAPPORTS.permet),
    )
    accueil = (
        Bloc(
            "conventions/accueil_chiffres.html",
            "conventions.views.accueil.chiffres_du_mois",
            Acte.PUBLIER_RAPPORT.permet,
            rang=5,
        ),
        Bloc(
            "conventions/accueil_rapports.html",
            "conventions.views.accueil.rapports_a_publier",
            Acte.PUBLIER_RAPPORT.permet,
            rang=6,
            est_lateral=True,
        ),
        Bloc(
            "conventions/accueil_preuves.html",
            "conventions.views.accueil.preuves_de_l_annee",
            Acte.SUIVRE_LES_PREUVES.permet,
            rang=7,
        ),
    )
