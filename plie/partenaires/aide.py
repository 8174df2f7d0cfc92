"""The pages of help of this app, and the screens that each speaks of."""

from plie.interface.aide.pages import Page, Rubrique

AIDE = (
    Rubrique(
        "API des partenaires",
        65,
        (
            Page(
                "applications-partenaires",
                "Ouvrir l'API à une application",
                "API secret portée webhook jeton partenaire bac à sable",
                (
                    "partenaires:applications",
                    "partenaires:application",
                    "partenaires:application_creer",
                    "partenaires:application_modifier",
                    "partenaires:application_suspendre",
                    "partenaires:application_reprendre",
                    "partenaires:secret_tourner",
                    "partenaires:abonnement_creer",
                    "partenaires:abonnement_rejouer",
                    "partenaires:abonnement_supprimer",
                    "partenaires:cle_tourner",
                ),
            ),
            Page(
                "conseillers-partenaires",
                "Ouvrir un compte à un conseiller partenaire",
                "code connexion domaine adresse fermer sans logiciel",
                (
                    "partenaires:conseillers",
                    "partenaires:conseiller_ouvrir",
                    "partenaires:conseiller_fermer",
                    "partenaires:conseiller_rouvrir",
                ),
            ),
        ),
    ),
)
