import hashlib

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from accompagnement.enums import TypePiece
from accompagnement.models import Piece
from tests.fichiers import PDF
from tests.usines.agent import AgentFactory
from tests.usines.participant import ParticipantFactory


class PieceFactory(DjangoModelFactory):
    """A checked-in PDF; the file is written where the test puts MEDIA_ROOT."""

    class Meta:
        model = Piece

    class Params:
        refusee = factory.Trait(
            refusee_par=factory.SubFactory(AgentFactory),
            refusee_le=factory.LazyFunction(timezone.localdate),
            motif_refus="Illisible",
        )

    participant = factory.SubFactory(ParticipantFactory)
    type = TypePiece.IDENTITE
    fichier = factory.django.FileField(data=PDF, filename="piece.pdf")
    nom = "piece.pdf"
    type_contenu = "application/pdf"
    taille = len(PDF)
    empreinte = factory.Sequence(lambda rang: f"{rang:064x}")
    empreinte_conservee = hashlib.sha256(PDF).hexdigest()
    deposee_par = factory.SubFactory(AgentFactory)
