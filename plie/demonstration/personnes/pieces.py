"""Some supporting documents, so that a dossier shows what is proved, to check, expired, missing."""

from datetime import timedelta

from django.core.files.base import ContentFile

from accompagnement.actions.piece import deposer, refuser_piece, verifier_piece
from accompagnement.documents.sections import document, texte
from accompagnement.enums import PREUVES_DU_CRITERE, STATUTS_EN_ATTENTE, Statut, TypePiece
from accompagnement.models import Parcours

DOSSIERS = 16
# Days since the document was made: the third kind has expired.
AGES = (20, 45, 150)
# The dossier whose documents to check are refused.
REFUSEE = 4


def ecrire_pieces(equipe, aujourdhui):
    """Documents of the people before a commission and of the first référent's; every third
    dossier keeps one criterion without any."""
    for rang, parcours in enumerate(_concernes(equipe)):
        criteres = list(parcours.criteres.all())
        for numero, critere in enumerate(criteres[rang % 3 == 0 :]):
            age = AGES[(rang + numero) % 3] if parcours.date_entree else AGES[0]
            piece = _deposer(parcours, critere, aujourdhui - timedelta(days=age))
            if (rang + numero) % 2:
                verifier_piece(piece, par=equipe.coordination)
            elif rang == REFUSEE:
                refuser_piece(piece, par=equipe.coordination, motif="Il manque le verso.")


def _concernes(equipe):
    ouverts = Parcours.objects.ouverts().prefetch_related("criteres").order_by("pk")
    lies = ouverts.select_related("participant").prefetch_related("affectations__agent")
    en_attente = lies.filter(statut__in=STATUTS_EN_ATTENTE)[:DOSSIERS]
    suivis = lies.filter(statut=Statut.ACTIF).du_referent(equipe.referents[0])[:DOSSIERS]
    return [*en_attente, *suivis]


def _deposer(parcours, critere, date_piece):
    type_ = TypePiece(PREUVES_DU_CRITERE.get(critere.code, TypePiece.AUTRE))
    referents = [affectation.agent for affectation in parcours.affectations.all()]
    pdf = document(
        type_.label,
        f"{parcours.participant}, personne inventée, {critere.get_code_display().lower()}",
        [texte("Pièce de démonstration", "Ce document ne prouve rien : tout y est inventé.")],
        pied=f"Pièce de démonstration, {date_piece:%d/%m/%Y}",
    )
    return deposer(
        parcours.participant,
        par=referents[0],
        fichier=ContentFile(pdf, name=f"{type_.value}.pdf"),
        parcours=parcours,
        criteres=[critere],
        type=type_,
        date_piece=date_piece,
        date_fin_validite=None,
    )
