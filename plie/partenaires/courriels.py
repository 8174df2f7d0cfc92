"""Mails about partners, written by the worker; nothing of anybody whose dossier was read."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse

from plie.comptes.enums import Role
from plie.comptes.models import Agent

CORPS = """Bonjour,

L'application {application} ({structure}) appelle la plateforme {plie} plus que d'habitude :

- {appels} appels en 24 heures ; son jour le plus chargé des 30 derniers en comptait {jour_charge} ;
- {personnes} personnes lues en une heure.

Ses appels : {adresse}

Si cela n'a pas été annoncé, joignez le partenaire ; l'application peut être suspendue depuis cette
page. Vous ne serez plus averti de cette application pendant 24 heures.
"""


def annoncer_volume(application, volume):
    """To every account of the administration."""
    chemin = reverse("partenaires:application", args=[application.pk])
    return EmailMessage(
        subject=f"Volume inhabituel : {application}",
        body=CORPS.format(
            plie=settings.PLIE_NOM,
            application=application,
            structure=application.structure,
            adresse=settings.ADRESSE + chemin,
            **volume._asdict(),
        ),
        bcc=_administration(),
    )


def _administration():
    comptes = Agent.objects.filter(role=Role.ADMINISTRATION, is_active=True)
    return list(comptes.values_list("email", flat=True))


LECTURES = """Bonjour,

{conseiller}, de {structure}, a lu {personnes} personnes en une heure dans l'espace partenaire de la
plateforme {plie}, par la recherche, la liste de ses personnes ou un fichier.

Les comptes des conseillers : {adresse}

Si cela n'a pas été annoncé, joignez le partenaire ; le compte peut être fermé depuis cette page.
Vous ne serez plus averti de ce compte pendant 24 heures.
"""


def annoncer_lectures(conseiller, personnes):
    return EmailMessage(
        subject=f"Lectures inhabituelles : {conseiller}",
        body=LECTURES.format(
            plie=settings.PLIE_NOM,
            conseiller=conseiller,
            structure=conseiller.structure,
            personnes=personnes,
            adresse=settings.ADRESSE + reverse("partenaires:conseillers"),
        ),
        bcc=_administration(),
    )


INVITATION = """Bonjour {conseiller},

Le {plie} vous ouvre son espace partenaire, au titre de {structure} : vous y orientez des personnes,
vous suivez les réponses et vous savez si une personne est accompagnée.

Pour entrer, il n'y a pas de mot de passe :

1. ouvrez {adresse}
2. tapez votre adresse professionnelle, {courriel}
3. tapez dans la même page le code que vous recevez.

Ce que vous consultez est inscrit au journal des dossiers, à votre nom.
"""


def inviter(conseiller):
    return EmailMessage(
        subject=f"Votre accès au {settings.PLIE_NOM}",
        body=INVITATION.format(
            plie=settings.PLIE_NOM,
            conseiller=conseiller,
            structure=conseiller.structure,
            adresse=settings.ADRESSE + reverse("account_request_login_code"),
            courriel=conseiller.email,
        ),
        to=[conseiller.email],
    )
