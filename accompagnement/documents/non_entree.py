"""The answer to the prescriber of a person who does not enter: a mail, or a letter to print; and
the mail that says that it was wrong.

A mail is read on the way: it says initials, the letter says the name.
"""

from django.conf import settings
from django.core.mail import EmailMessage

from accompagnement.documents.courriel import domaine
from accompagnement.documents.courrier import lettres
from accompagnement.documents.sections import jour
from accompagnement.enums import TexteCode
from accompagnement.enums.courrier import ENTRE_ACCOLADES
from accompagnement.lecture.courrier import preparer_lettres
from accompagnement.models import Courrier, Parcours, TexteImprime

CORPS = """Bonjour,

Vous avez orienté vers le PLIE, le {le}, une personne dont les initiales sont {initiales}.

{reponse}

Nous restons à votre disposition.

{agent}
{plie}
"""


REPRISE = (
    "Nous vous avions répondu qu'elle n'entrait pas dans le PLIE. Cette réponse était une erreur : "
    "sa prescription reprend."
)


def composer_reponse(non_entree):
    return _composer(non_entree.parcours, non_entree.prononcee_par, non_entree.reponse)


def composer_reprise(correction):
    """Its Message-ID is that of the correction: sent again by a worker that died before it was
    noted, it is the same."""
    message = _composer(correction.parcours, correction.demandee_par, REPRISE)
    message.extra_headers["Message-ID"] = f"<reprise-{correction.pk}@{domaine()}>"
    return message


def _composer(parcours, agent, reponse):
    return EmailMessage(
        subject=f"Votre orientation vers le PLIE du {jour(parcours.date_prescription)}",
        body=CORPS.format(
            le=jour(parcours.date_prescription),
            initiales=_initiales(parcours.participant),
            reponse=reponse,
            agent=agent,
            plie=settings.PLIE_NOM,
        ),
        to=[parcours.prescripteur.contact_courriel],
        reply_to=[agent.email],
    )


def _initiales(participant):
    return f"{participant.prenom[:1]}. {participant.nom[:1]}."


def lettre_de_reponse(non_entree):
    """The bytes of the letter (PDF/UA-1), in the words of the PLIE's model when the answer was
    recorded: printed again, it says the same. What the dossier does not know is left as dots."""
    texte = TexteImprime.objects.en_vigueur(non_entree.cree_le)[TexteCode.COURRIER_ORIENTEUR]
    requete = Parcours.objects.filter(pk=non_entree.parcours_id)
    (lettre,) = preparer_lettres(requete, texte, par=non_entree.prononcee_par)
    return lettres(
        [
            Courrier(
                expediteur=lettre.expediteur,
                destinataire=lettre.destinataire or "Prescripteur non renseigné",
                objet=ENTRE_ACCOLADES.sub("…", lettre.objet),
                texte=ENTRE_ACCOLADES.sub("…", lettre.texte),
            )
        ]
    )
