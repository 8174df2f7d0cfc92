"""The answer to the prescriber of a person who does not enter: a mail, or a letter to print.

A mail is read on the way: it says initials, the letter says the name.
"""

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils import timezone

from accompagnement.documents.sections import document, fiche, jour, signatures, texte

CORPS = """Bonjour,

Vous avez orienté vers le PLIE, le {le}, une personne dont les initiales sont {initiales}.

{reponse}

Nous restons à votre disposition.

{agent}
{plie}
"""


def composer_reponse(non_entree):
    parcours, agent = non_entree.parcours, non_entree.prononcee_par
    return EmailMessage(
        subject=f"Votre orientation vers le PLIE du {jour(parcours.date_prescription)}",
        body=CORPS.format(
            le=jour(parcours.date_prescription),
            initiales=_initiales(parcours.participant),
            reponse=non_entree.reponse,
            agent=agent,
            plie=settings.PLIE_NOM,
        ),
        to=[parcours.prescripteur.contact_courriel],
        reply_to=[agent.email],
    )


def _initiales(participant):
    return f"{participant.prenom[:1]}. {participant.nom[:1]}."


def lettre_de_reponse(non_entree):
    """The bytes of the letter (PDF/UA-1)."""
    parcours = non_entree.parcours
    prescripteur = parcours.prescripteur
    contact = prescripteur and prescripteur.contact
    destinataire = ", ".join(filter(None, [contact, prescripteur and prescripteur.nom]))
    return document(
        "Réponse à une orientation",
        f"À l'attention de : {destinataire or 'prescripteur non renseigné'}",
        [
            fiche(
                "La personne orientée",
                [
                    ("Nom et prénom", parcours.participant),
                    ("Orientée le", jour(parcours.date_prescription)),
                ],
            ),
            texte("Notre réponse", *non_entree.reponse.splitlines()),
            signatures(("Pour le PLIE", str(non_entree.prononcee_par))),
        ],
        pied=f"{settings.PLIE_NOM}, le {jour(timezone.localdate())}",
    )
