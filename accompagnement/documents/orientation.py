"""The mail that reminds the house of orientations to answer; it names nobody."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse

CORPS = """Bonjour,

{combien} une réponse, la première avant le {avant:%d/%m/%Y}. Passé ce délai, le partenaire est
averti que sa demande est restée sans réponse.

{adresse}

{plie}
"""


def composer_relance(adresses, nombre, avant):
    combien = "Une orientation attend" if nombre == 1 else f"{nombre} orientations attendent"
    return EmailMessage(
        subject=f"{combien} une réponse",
        body=CORPS.format(
            combien=combien,
            avant=avant,
            adresse=settings.ADRESSE + reverse("accompagnement:orientations"),
            plie=settings.PLIE_NOM,
        ),
        bcc=adresses,
    )
