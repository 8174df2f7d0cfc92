"""Somebody sends one person from a page, with the documents that go with them."""

from django.core.exceptions import ValidationError

from accompagnement.actions.orientation.depot import DejaUtilise, orienter
from accompagnement.actions.orientation.suivi import joindre
from accompagnement.permissions import Acte
from plie.journal.acte import acte


@acte(Acte.ORIENTER)
def envoyer(documents, *, par, declarant, cle, **champs):
    """All or nothing: a document refused sends nobody. `documents`: {name: (type, file)}; a refusal
    is under the name of its document. Sent again under the same `cle`, it is returned as it is."""
    try:
        recue = orienter(par=par, declarant=declarant, cle=cle, **champs)
    except DejaUtilise:
        raise ValidationError("Ce formulaire a déjà servi à envoyer quelqu'un d'autre.") from None
    if recue.est_nouvelle:
        _joindre(recue.orientation, documents, par=par, declarant=declarant)
    return recue.orientation


def _joindre(orientation, documents, **qui):
    joints = []
    for nom, (type_, fichier) in documents.items():
        try:
            joints.append(joindre(orientation, fichier=fichier, type=type_, **qui))
        except ValidationError as refus:
            # Their rows go with the transaction.
            for joint in joints:
                joint.fichier.delete(save=False)
            raise ValidationError({nom: refus.messages}) from None
