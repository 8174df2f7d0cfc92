"""The pages of help of this app, and the screens that each speaks of."""

from plie.interface.aide.pages import Page, Rubrique

AIDE = (
    Rubrique(
        "Chiffres",
        60,
        (
            Page(
                "indicateurs",
                "Lire les indicateurs et les taux",
                "file active 56 % ventilation",
                (
                    "conventions:indicateurs",
                    "conventions:indicateur",
                    "conventions:indicateur_ecarts",
                    "conventions:trajectoires",
                    "conventions:mois_arrete",
                    "conventions:mois_arreter",
                ),
            ),
            Page(
                "conventions",
                "Tenir les objectifs d'une convention",
                "objectif cible jauge attendu avenant promesse France Travail compteur",
                (
                    "conventions:conventions",
                    "conventions:convention",
                    "conventions:convention_creer",
                    "conventions:convention_modifier",
                    "conventions:avenant_ajouter",
                    "conventions:objectif",
                    "conventions:objectif_creer",
                    "conventions:objectif_modifier",
                    "conventions:cible_amender",
                    "conventions:valeur_noter",
                    "conventions:valeur_retirer",
                    "conventions:objectif_dossiers",
                ),
            ),
            Page(
                "cohortes",
                "Lire les chiffres d'une cohorte",
                "suivi renforcé cent personnes places effectif taux",
                (
                    "conventions:cohortes",
                    "conventions:cohorte",
                    "conventions:cohorte_creer",
                    "conventions:cohorte_modifier",
                ),
            ),
            Page(
                "controler-les-sorties",
                "Contrôler les sorties positives",
                "preuve contrôle FSE taux prouvé",
                ("conventions:controle",),
            ),
            Page(
                "regles-de-sortie",
                "Lire et écrire les règles de sortie",
                "règle taux version dénominateur quotité durée retirer",
                (
                    "conventions:regles_sortie",
                    "conventions:regle_sortie_ecrire",
                    "conventions:regle_sortie_modifier",
                    "conventions:regle_sortie_retirer",
                ),
            ),
            Page(
                "essayer-une-regle",
                "Essayer une autre règle de sortie",
                "et si simulation taux non rejouables hypothèse",
                ("conventions:essai",),
            ),
            Page(
                "donnees-du-territoire",
                "Tenir les données du territoire",
                "série demandeurs d'emploi RSA offres source CSV importer INSEE France Travail",
                (
                    "conventions:series",
                    "conventions:serie",
                    "conventions:serie_modifier",
                    "conventions:valeur_serie_noter",
                    "conventions:series_importer",
                    "conventions:valeur_serie_retirer",
                ),
            ),
            Page(
                "rapport-mensuel",
                "Préparer et publier un rapport",
                "PDF direction mensuel trimestriel annuel FSE relecture approuver élu copie",
                (
                    "conventions:rapports",
                    "conventions:rapport_produire",
                    "conventions:rapport",
                    "conventions:rapport_annuler",
                    "conventions:rapport_soumettre",
                    "conventions:rapport_renvoyer",
                    "conventions:rapport_publier",
                    "conventions:commentaires_ecrire",
                ),
            ),
        ),
    ),
)
