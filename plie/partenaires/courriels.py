"""Mails about applications, written by the worker; nothing of anybody whose dossier was read."""

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
    comptes = Agent.objects.filter(role=Role.ADMINISTRATION, is_active=True)
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
        bcc=list(comptes.values_list("email", flat=True)),
    )
