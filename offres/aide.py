"""The pages of help of this app, and the screens that each speaks of."""

from plie.interface.aide.pages import Page, Rubrique

AIDE = (
    Rubrique(
        "Offres et employeurs",
        30,
        (
            Page(
                "offres",
                "Chercher une offre d'emploi",
                "France Travail annonce métier distance",
                (
                    "offres:offres",
                    "offres:offre",
                    "offres:methode",
                    "offres:synchronisations",
                    "offres:synchronisation",
                ),
            ),
            Page(
                "saisir-une-offre",
                "Saisir une offre et la faire vivre",
                "brouillon publier pourvue",
                (
                    "offres:offre_creer",
                    "offres:offre_modifier",
                    "offres:offre_changer",
                ),
            ),
            Page(
                "offres-du-territoire",
                "Lire les offres du territoire",
                "carte domaines groupes",
                (
                    "offres:territoire",
                    "offres:groupes",
                    "offres:groupe_creer",
                    "offres:groupe_modifier",
                    "offres:groupe_supprimer",
                ),
            ),
            Page(
                "employeurs",
                "Suivre les employeurs",
                "visite appel contact relance SIRET",
                (
                    "offres:employeurs",
                    "offres:employeur",
                    "offres:employeur_creer",
                    "offres:employeur_modifier",
                    "offres:contact_creer",
                    "offres:contact_modifier",
                    "offres:echange_creer",
                    "offres:echange_modifier",
                    "offres:echange_faire",
                ),
            ),
        ),
    ),
)
