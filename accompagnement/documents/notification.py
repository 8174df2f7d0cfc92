"""The mail of the morning: what is new for one agent. Of the person, initials and a link."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils import timezone

CORPS = """Bonjour,

Voici ce qui est nouveau pour vous sur la plateforme {plie}.

{lignes}

Pour choisir ce que vous recevez :
{preferences}
"""


def composer_resume(agent, notifications):
    """Its Message-ID is that of the day and of what it says: sent again by a worker that died
    before noting it, it is the same mail."""
    domaine = settings.ADRESSE.split("://")[-1].split(":")[0]
    nombre = len(notifications)
    return EmailMessage(
        subject=f"{nombre} nouvelle{'s' if nombre > 1 else ''} pour vous",
        body=CORPS.format(
            plie=settings.PLIE_NOM,
            lignes="\n".join(_ligne(notification) for notification in notifications),
            preferences=settings.ADRESSE + reverse("accompagnement:notification_preferences"),
        ),
        to=[agent.email],
        headers={
            "Message-ID": f"<resume-{agent.pk}-{timezone.localdate():%Y%m%d}-"
            f"{notifications[-1].pk}@{domaine}>"
        },
    )


def _ligne(notification):
    qui = f" ({_initiales(notification.parcours.participant)})" if notification.parcours else ""
    adresse = reverse("accompagnement:notification", args=[notification.pk])
    return f"- {notification.sorte.libelle}{qui}\n  {settings.ADRESSE}{adresse}"


def _initiales(participant):
    return f"{participant.prenom[:1]}. {participant.nom[:1]}."
