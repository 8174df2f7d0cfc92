"""The first visit: five things that each role begins with, each with its page of help."""

from typing import NamedTuple

from plie.comptes.enums import Role

ETAPES = 5


class Pas(NamedTuple):
    titre: str
    phrase: str
    aide: str


JOURNEE = Pas(
    "Commencer la journée",
    "L'accueil dit les rendez-vous du jour, ce qui est en retard et ce qui est nouveau.",
    "commencer-la-journee",
)
CHERCHER = Pas(
    "Trouver une personne",
    "La barre du haut cherche un nom, un numéro de téléphone ou une adresse, même mal tapés.",
    "chercher-une-personne",
)
CHIFFRES = Pas(
    "Lire les chiffres",
    "Dans « Indicateurs », chaque nombre ouvre la liste des dossiers qu'il compte.",
    "indicateurs",
)
RAPPORT = Pas(
    "Lire et publier le rapport",
    "Le rapport du mois est préparé, relu, puis publié ; il ne bouge plus ensuite.",
    "rapport-mensuel",
)
LISTES = Pas(
    "Se faire ses listes",
    "La liste se filtre, se trie, s'exporte ; chacun garde ses vues et ses colonnes.",
    "listes",
)
VISITES = {
    Role.REFERENT: (
        JOURNEE,
        Pas(
            "Noter un entretien",
            "Les dernières notes sont à côté ; le texte est gardé pendant que vous tapez.",
            "noter-un-entretien",
        ),
        CHERCHER,
        LISTES,
        Pas(
            "Être prévenu",
            "La cloche compte ce qui est nouveau pour vous ; choisissez l'écran ou un courriel.",
            "notifications",
        ),
    ),
    Role.COORDINATION: (
        JOURNEE,
        CHERCHER,
        Pas(
            "Préparer une commission",
            "L'ordre du jour dit ce qui manque à chaque dossier ; l'écran de salle le montre.",
            "preparer-une-commission",
        ),
        Pas(
            "Remplacer un absent",
            "Un collègue tient son portefeuille pour un temps ; chacun voit qui remplace qui.",
            "remplacement",
        ),
        CHIFFRES,
    ),
    Role.DIRECTION: (
        CHIFFRES,
        RAPPORT,
        Pas(
            "Suivre les conventions",
            "Chaque objectif dit où l'on en est, et la liste derrière.",
            "conventions",
        ),
        CHERCHER,
        LISTES,
    ),
    Role.GESTIONNAIRE_FSE: (
        Pas(
            "Vérifier les pièces",
            "« Pièces à vérifier » les montre une à une, à vérifier ou à refuser au clavier.",
            "pieces",
        ),
        Pas(
            "Contrôler les sorties",
            "Chaque sortie positive avec sa preuve, ou ce qui la contredit.",
            "controler-les-sorties",
        ),
        CHIFFRES,
        RAPPORT,
        LISTES,
    ),
    Role.FACILITATEUR: (
        Pas("Lire les offres", "Les offres du territoire, triées, en carte.", "offres"),
        Pas(
            "Saisir une offre",
            "Celle qu'un employeur vous confie se saisit ici, et se propose aux personnes.",
            "saisir-une-offre",
        ),
        Pas(
            "Tenir les employeurs",
            "Chaque employeur avec ses contacts, ses échanges et ce qui est à relancer.",
            "employeurs",
        ),
        Pas(
            "Connaître le territoire",
            "Les communes, les métiers qui recrutent, semaine après semaine.",
            "offres-du-territoire",
        ),
        LISTES,
    ),
    Role.ADMINISTRATION: (
        Pas(
            "Ouvrir les comptes",
            "Une invitation part par courriel ; l'accès se ferme tout de suite ou après un jour.",
            "comptes-des-agents",
        ),
        Pas("Mettre le logo", "Dans la barre, sur les courriers et les rapports.", "logo"),
        Pas(
            "Tenir les structures",
            "Celles qui accompagnent, celles qui prescrivent, et leurs adresses.",
            "structures",
        ),
        Pas(
            "Régler les contrats",
            "Ce qui met en emploi, compte pour la sortie ou est une étape.",
            "regles-des-contrats",
        ),
        Pas(
            "Écrire les textes imprimés",
            "Les modèles de courriers et ce que disent les papiers.",
            "textes-imprimes",
        ),
    ),
}


def pas_suivant(agent):
    """What the home page shows of it, or None once it is over."""
    pas = VISITES.get(agent.role, ())
    if agent.visite >= len(pas):
        return None
    return {"pas": pas[agent.visite], "rang": agent.visite + 1, "nombre": len(pas)}
