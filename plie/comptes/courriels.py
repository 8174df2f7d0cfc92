"""Mails about accounts, written by the worker."""

from django.conf import settings
from django.core.mail import EmailMessage

from plie.comptes.enums import Role
from plie.comptes.models import Agent

CORPS = """Bonjour,

L'administration de la plateforme {plie} a changé l'adresse de connexion de {agent} : {ancienne}
n'ouvre plus ce compte, {nouvelle} l'ouvre désormais et reçoit les liens de mot de passe.

Si vous n'avez pas demandé ce changement, prévenez tout de suite votre direction.
"""


def annoncer_changement_d_adresse(ancienne, agent):
    """To the former address, and to direction: who holds an address holds the account."""
    direction = Agent.objects.filter(role=Role.DIRECTION, is_active=True).exclude(pk=agent.pk)
    return EmailMessage(
        subject=f"Changement d'adresse de connexion : {agent}",
        body=CORPS.format(
            plie=settings.PLIE_NOM, agent=agent, ancienne=ancienne, nouvelle=agent.email
        ),
        to=[ancienne],
        bcc=list(direction.values_list("email", flat=True)),
    )


CODE = """Bonjour,

Voici votre code de connexion à la plateforme {plie} :

    {code}

Il sert une fois, dans les {minutes} minutes, dans la page où vous l'avez demandé. Si vous n'avez
rien demandé, ne répondez pas à ce message : sans ce code, personne n'entre.
"""


def donner_le_code(conseiller, code):
    return EmailMessage(
        subject="Votre code de connexion",
        body=CODE.format(
            plie=settings.PLIE_NOM,
            code=code,
            minutes=settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT // 60,
        ),
        to=[conseiller.email],
    )
