from operator import attrgetter

from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in
from django.utils.module_loading import import_string

from accompagnement.aide import AIDE
from accompagnement.api.evenements import EVENEMENTS
from accompagnement.api.inventees import DITES
from accompagnement.enums.notification import NATURES
from accompagnement.permissions import Acte
from plie.comptes.permissions import Acte as ActeSurComptes
from plie.interface.accueil import Bloc
from plie.interface.menu import Entree
from plie.interface.notifications import Cloche
from plie.interface.recherche import Source


def _bloc(nom, est_visible, rang, **options):
    gabarit = f"accompagnement/accueil_{nom}.html"
    return Bloc(gabarit, f"accompagnement.views.accueil.{nom}", est_visible, rang, **options)


def _ne_voit_pas_le_suivi(agent):
    return Acte.VOIR_DOSSIERS.permet(agent) and not Acte.VOIR_SUIVI.permet(agent)


def _entree_partenaire(libelle, url):
    return Entree(libelle, f"accompagnement:{url}", Acte.TENIR_ESPACE_PARTENAIRE.permet)


class AccompagnementConfig(AppConfig):
    name = "accompagnement"
    verbose_name = "Accompagnement"
    apres_synchronisation = ("accompagnement.tasks.calculer_rapprochements",)
    menu = (
        _entree_partenaire("Orientations", "partenaire_orientations"),
        _entree_partenaire("Mes personnes", "partenaire_personnes"),
        _entree_partenaire("Chercher une personne", "partenaire_recherche"),
        _entree_partenaire("Envoyer une liste", "partenaire_liste"),
        Entree("Dossiers", "accompagnement:dossiers", Acte.VOIR_DOSSIERS.permet, "g d"),
        Entree("Rendez-vous", "accompagnement:rendez_vous", Acte.TENIR_AGENDA.permet, "g r"),
        Entree(
            "Commissions",
            "accompagnement:commissions",
            Acte.VOIR_COMMISSIONS.permet,
            "g c",
        ),
        Entree(
            "Orientations",
            "accompagnement:orientations",
            Acte.VOIR_ORIENTATIONS.permet,
            "g i",
        ),
        Entree(
            "Structures", "accompagnement:structures", Acte.GERER_STRUCTURES.permet, est_rare=True
        ),
        Entree("Imports", "accompagnement:imports", Acte.IMPORTER.permet, est_rare=True),
        Entree(
            "Remplacements",
            "accompagnement:remplacements",
            Acte.REMPLACER.permet,
            est_rare=True,
        ),
        Entree("Fusions", "accompagnement:fusions", Acte.FUSIONNER.permet, est_rare=True),
        Entree(
            "Corrections",
            "accompagnement:corrections",
            Acte.VOIR_CORRECTIONS.permet,
            est_rare=True,
        ),
        Entree(
            "Dossiers effacés",
            "accompagnement:dossiers_effaces",
            Acte.SUIVRE.permet,
            est_rare=True,
        ),
        Entree(
            "Émargements",
            "accompagnement:emargements",
            Acte.VOIR_SUIVI.permet,
            est_rare=True,
        ),
        Entree("SMS", "accompagnement:sms", Acte.VOIR_SMS.permet, est_rare=True),
        Entree(
            "Opérateurs",
            "accompagnement:operateurs",
            Acte.VOIR_OPERATEURS.permet,
            est_rare=True,
        ),
        Entree("Réglages", "accompagnement:reglages", Acte.REGLER.permet, est_rare=True),
        Entree(
            "Textes et courriers",
            "accompagnement:textes",
            Acte.ECRIRE_TEXTES.permet,
            est_rare=True,
        ),
        Entree(
            "Règles des contrats",
            "accompagnement:regles_contrat",
            Acte.REGLER_CONTRATS.permet,
            est_rare=True,
        ),
        Entree("Référentiels", "admin:index", ActeSurComptes.ADMINISTRER.permet, est_rare=True),
    )
    aide = AIDE
    notifications = NATURES
    cloche = Cloche("accompagnement:notifications", "accompagnement.listes.notification.compter")
    essais_api = DITES
    evenements_api = EVENEMENTS
    erreurs_api = {
        "personne_inconnue": (
            404,
            "Le numéro ne correspond à personne, ou la personne ne souhaite pas que l'on partage : "
            "rien ne distingue les deux.",
        ),
        "cle_invalide": (400, "Une clé d'idempotence compte de 1 à 100 caractères visibles."),
        "cle_deja_utilisee": (
            409,
            "Cette clé a servi à un autre contenu : tirez-en une nouvelle, ou renvoyez le même.",
        ),
        "identifiant_deja_utilise": (
            409,
            "Une autre orientation porte cet identifiant externe : relisez-la avant d'en envoyer "
            "une nouvelle.",
        ),
        "filtre_invalide": (400, "Un filtre vide ou mal écrit n'est pas lu : ôtez-le."),
    }
    actes = (
        Entree(
            "Créer un dossier",
            "accompagnement:dossier_creer",
            Acte.CREER_DOSSIER.permet,
            "n d",
        ),
    )
    recherche = (
        Source(
            "Personnes",
            "accompagnement.listes.recherche.personnes",
            Acte.VOIR_DOSSIERS.permet,
            "accompagnement.listes.recherche.recents",
            "Dossiers ouverts récemment",
            ("accompagnement:dossiers", "portee=tous&statut=tous"),
        ),
        Source("Structures", "accompagnement.listes.recherche.structures", attrgetter("is_active")),
    )
    methode_blocs = (
        (
            "accompagnement/methode_rapprochement.html",
            "accompagnement.views.rapprochement.methode",
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
            "accompagnement.views.offre.personnes",
        ),
        (
            "accompagnement/offre_mises_en_relation.html",
            "accompagnement.views.offre.mises_en_relation",
        ),
    )
    offre_retours = (("accompagnement/offre_retour.html", "accompagnement.views.offre.retour"),)
    agent_blocs = (
        ("accompagnement/agent_dossiers.html", "accompagnement.views.affectation.encore_confies"),
    )
    accueil = (
        _bloc("notifications", Acte.LIRE_NOTIFICATIONS.permet, 2, est_lateral=True),
        _bloc("rendez_vous", Acte.TENIR_AGENDA.permet, 4),
        _bloc("brouillons", Acte.TENIR_AGENDA.permet, 10),
        _bloc("memos", Acte.TENIR_MEMO.permet, 12),
        _bloc("relances", Acte.TENIR_AGENDA.permet, 42),
        _bloc("remplacements", Acte.TENIR_AGENDA.permet, 45),
        _bloc("a_affecter", Acte.AFFECTER.permet, 20),
        _bloc("orientations", Acte.REPONDRE_AUX_ORIENTATIONS.permet, 15),
        _bloc("corrections", Acte.VOIR_CORRECTIONS.permet, 9),
        _bloc("pieces", Acte.VERIFIER_PIECE.permet, 30, est_lateral=True),
        _bloc("alertes", Acte.VOIR_SUIVI.permet, 40, est_lateral=True),
        _bloc("equipe", Acte.VOIR_EQUIPE.permet, 50),
        _bloc("commissions", Acte.VOIR_COMMISSIONS.permet, 60, est_lateral=True),
        _bloc("recents", Acte.VOIR_DOSSIERS.permet, 65, est_lateral=True),
        _bloc("en_parcours", _ne_voit_pas_le_suivi, 70),
    )

    def ready(self):
        lire_affichage = import_string("accompagnement.views.liste.lire_affichage")
        user_logged_in.connect(lire_affichage, dispatch_uid="affichage")
