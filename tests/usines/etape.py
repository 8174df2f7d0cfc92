from datetime import date

import factory
from factory.django import DjangoModelFactory

from accompagnement.enums import Axe
from accompagnement.models import Etape
from tests.usines.parcours import ParcoursFactory


class EtapeFactory(DjangoModelFactory):
    class Meta:
        model = Etape

    parcours = factory.SubFactory(ParcoursFactory, actif=True)
    axe = Axe.FORMATION
    libelle = "Remise à niveau"
    date_debut = date(2025, 3, 1)
