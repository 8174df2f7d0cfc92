"""The mail that opens an account; its link is made when it leaves, and kept nowhere."""

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse

INVITATION = """Bonjour {agent},

Un compte vous est ouvert sur la plateforme {plie} : {role}{structure}.

Choisissez votre mot de passe, dans les {jours} jours :

{lien}

Ensuite, vous vous connectez avec votre adresse, {courriel}, à cette page : {connexion}

Le lien ne sert plus ? « Mot de passe oublié », sur la même page, vous en envoie un autre.
"""


def inviter(agent):
    structure = f", {agent.structure}" if agent.structure else ""
    return EmailMessage(
        subject=f"Votre compte : {settings.PLIE_NOM}",
        body=INVITATION.format(
            plie=settings.PLIE_NOM,
            agent=agent,
            role=agent.get_role_display(),
            structure=structure,
            jours=settings.PASSWORD_RESET_TIMEOUT // 86_400,
            lien=settings.ADRESSE + _chemin(agent),
            courriel=agent.email,
            connexion=settings.ADRESSE + reverse("account_login"),
        ),
        to=[agent.email],
    )


def _chemin(agent):
    return reverse(
        "account_reset_password_from_key",
        kwargs={
            "uidb36": user_pk_to_url_str(agent),
            "key": default_token_generator.make_token(agent),
        },
    )
