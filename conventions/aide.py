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
                    "conventions:mois_arrete",
                    "conventions:mois_arreter",
                ),
            ),
            Page(
                "controler-les-sorties",
                "Contrôler les sorties positives",
                "preuve contrôle FSE taux prouvé",
                ("conventions:controle",),
            ),
            Page(
                "rapport-mensuel",
                "Produire et publier le rapport mensuel",
                "PDF direction",
                (
                    "conventions:rapports",
                    "conventions:rapport_produire",
                    "conventions:rapport",
                    "conventions:rapport_annuler",
                    "conventions:rapport_publier",
                ),
            ),
        ),
    ),
)
