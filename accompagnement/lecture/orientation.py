"""What is read of an orientation: by its partner, by the house."""

from typing import NamedTuple

from accompagnement.lecture.partage import lire_partage
from accompagnement.permissions import Acte


def lire_suivi(orientation, partage):
    """What its partner reads of it: what it wrote, the conversation, the documents it joined, and,
    once accepted (`partage`), by whom the person is accompanied."""
    return {
        "message": orientation.message,
        "messages": [dire_le_message(message) for message in orientation.messages.all()],
        "pieces": [dire_la_piece(document) for document in orientation.documents.all()],
        "accompagnement": partage and lire_partage(partage, avec_rqth=False),
    }


def dire_le_message(message):
    return {
        "du_plie": message.de_la_maison,
        "texte": message.texte,
        "ecrit_le": message.cree_le,
    }


def dire_la_piece(document):
    return {"type": document.type, "nom": document.nom, "deposee_le": document.deposee_le}


class Confie(NamedTuple):
    """What a partner wrote and joined, which may say something of health, justice or housing."""

    message: str
    echanges: list
    documents: list


def lire_confie(orientation, agent):
    """The Confie of an orientation for who answers it or follows the person; None for others."""
    if not peut_lire_confie(orientation, agent):
        return None
    return Confie(
        message=orientation.message,
        echanges=list(orientation.messages.select_related("agent")),
        documents=list(orientation.documents.all()),
    )


def peut_lire_confie(orientation, agent):
    """Whoever is to answer; once a parcours is open, whoever follows it."""
    if orientation.parcours is None:
        return Acte.REPONDRE_AUX_ORIENTATIONS.permet(agent, orientation)
    return Acte.VOIR_SENSIBLE.permet(agent, orientation.parcours)
