"""What a partner does with an orientation that it sent: read the answer, write, join, withdraw."""

from django.core.exceptions import ValidationError
from django.db import transaction

from accompagnement.actions.orientation.annonce import DOCUMENT, annoncer
from accompagnement.actions.orientation.statut import passer, toucher
from accompagnement.actions.piece import garder, recevoir
from accompagnement.enums import StatutOrientation, TypePiece
from accompagnement.models import Orientation, Partage, PieceOrientation
from accompagnement.permissions import Acte
from plie.journal.acte import acte
from plie.journal.actions import tracer_consultation
from plie.socle.ecriture import reprendre

DOCUMENTS_MAX = 10
LECTURE = "Orientation lue par son partenaire"


@acte(Acte.SUIVRE_SES_ORIENTATIONS)
def suivre(orientation, *, par, declarant):
    """The Partage of the person once they are accepted, the consultation logged; else None."""
    if orientation.statut != StatutOrientation.ACCEPTEE:
        return None
    partages = Partage.objects.visibles_par(par)
    partage = partages.filter(participant__parcours=orientation.parcours_id).first()
    if partage is not None:
        tracer_consultation(
            par=par, participant_id=partage.participant_id, objet=LECTURE, declarant=declarant
        )
    return partage


@acte(Acte.SUIVRE_SES_ORIENTATIONS)
def joindre(orientation, *, par, declarant, fichier, type=TypePiece.AUTRE):
    """Keep a document with the orientation, while nobody has answered; checked as proofs are."""
    conserve, faits = recevoir(fichier)
    document = PieceOrientation(
        orientation=orientation, type=type, deposee_par=par, declarant=declarant, **faits
    )

    def ecrire():
        actuelle = Orientation.objects.select_for_update().get(pk=orientation.pk)
        if not actuelle.est_a_traiter:
            raise ValidationError("Cette orientation n'attend plus de document.")
        if actuelle.documents.count() >= DOCUMENTS_MAX:
            raise ValidationError(f"Une orientation a {DOCUMENTS_MAX} documents au plus.")
        document.full_clean(exclude=["fichier"])
        document.save()
        toucher(actuelle)

    garder(document, conserve, ecrire)
    annoncer([orientation], DOCUMENT)
    return document


@acte(Acte.SUIVRE_SES_ORIENTATIONS)
def retirer(orientation, *, par, version):
    """The partner takes it back; its documents are no longer needed. Raises Conflit when somebody
    answered since `version` was read."""
    actuelle = reprendre(orientation, version)
    passer(actuelle, StatutOrientation.RETIREE)
    for document in actuelle.documents.all():
        _effacer(document)
    return actuelle


def _effacer(document):
    fichier, stockage = document.fichier.name, document.fichier.storage
    document.delete()
    transaction.on_commit(lambda: stockage.delete(fichier), robust=True)
