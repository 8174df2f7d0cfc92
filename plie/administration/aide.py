"""The pages of help of this app, and the screens that each speaks of."""

from plie.interface.aide.pages import Page, Rubrique

AIDE = (
    Rubrique(
        "Comptes",
        62,
        (
            Page(
                "comptes-des-agents",
                "Ouvrir, modifier et fermer un compte",
                "agent invitation mot de passe rôle structure quotité départ accès administration",
                (
                    "administration:agents",
                    "administration:agent_creer",
                    "administration:agent",
                    "administration:agent_inviter",
                    "administration:acces_finir",
                    "administration:acces_ouvrir",
                ),
            ),
            Page(
                "logo",
                "Mettre le logo du PLIE",
                "image identité courriers rapports emblème",
                ("administration:logo",),
            ),
        ),
    ),
)
