"""The mail to a conseiller about what they sent: initials and a link, nothing of the answer."""

from enum import StrEnum

from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils import timezone

CORPS = """Bonjour,

{fait} : {initiales}, envoyée le {jour:%d/%m/%Y}.

{adresse}

{plie}
"""


class Fait(StrEnum):
    REPONSE = "reponse"
    QUESTION = "question"
    DELAI = "delai"
    DECISION = "decision"


PHRASES = {
    Fait.REPONSE: "Le PLIE a répondu à votre orientation",
    Fait.QUESTION: "Le PLIE vous pose une question sur votre orientation",
    Fait.DELAI: "Le PLIE n'a pas répondu à temps à votre orientation, qui reste à traiter",
    Fait.DECISION: "La commission a examiné votre orientation",
}


def composer(orientation, fait):
    chemin = reverse("accompagnement:partenaire_orientation", args=[orientation.identifiant])
    jour = timezone.localtime(orientation.cree_le)
    return EmailMessage(
        subject=f"Votre orientation du {jour:%d/%m/%Y}",
        body=CORPS.format(
            fait=PHRASES[fait],
            initiales=f"{orientation.prenom[:1]}. {orientation.nom[:1]}.",
            jour=jour,
            adresse=settings.ADRESSE + chemin,
            plie=settings.PLIE_NOM,
        ),
        to=[orientation.deposee_par.email],
    )
