import hashlib
from datetime import date, timedelta

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from accompagnement.models import Orientation, PieceOrientation
from plie.comptes.enums import Role
from tests.fichiers import PDF
from tests.usines.agent import AgentFactory, StructureFactory


class OrientationFactory(DjangoModelFactory):
    """Sent today by a partner, to be answered within fifteen days."""

    class Meta:
        model = Orientation

    structure = factory.SubFactory(StructureFactory, accompagne=False)
    deposee_par = factory.SubFactory(
        AgentFactory, role=Role.PARTENAIRE, structure=factory.SelfAttribute("..structure")
    )
    declarant = "Renée Dupont <r.dupont@exemple.fr>"
    empreinte = factory.Sequence(lambda rang: f"{rang:064x}")
    nom = factory.Sequence(lambda rang: f"Orienté{rang}")
    prenom = "Claude"
    date_naissance = date(1985, 5, 20)
    repondre_avant = factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=15))


class PieceOrientationFactory(DjangoModelFactory):
    class Meta:
        model = PieceOrientation

    orientation = factory.SubFactory(OrientationFactory)
    fichier = factory.django.FileField(data=PDF, filename="piece.pdf")
    nom = "piece.pdf"
    type_contenu = "application/pdf"
    taille = len(PDF)
    empreinte = factory.Sequence(lambda rang: f"{rang:064x}")
    empreinte_conservee = hashlib.sha256(PDF).hexdigest()
    deposee_par = factory.SelfAttribute("orientation.deposee_par")
    declarant = factory.SelfAttribute("orientation.declarant")
