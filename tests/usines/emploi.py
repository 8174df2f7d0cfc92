from datetime import date

import factory
from factory.django import DjangoModelFactory

from accompagnement.enums import Jalon, TypeContrat
from accompagnement.models import Emploi, SuiviEmploi
from tests.usines.parcours import ParcoursFactory


class EmploiFactory(DjangoModelFactory):
    class Meta:
        model = Emploi

    parcours = factory.SubFactory(ParcoursFactory, actif=True)
    type_contrat = TypeContrat.CDI
    employeur = "Entreprise inventée"
    date_debut = date(2025, 3, 1)


class SuiviEmploiFactory(DjangoModelFactory):
    class Meta:
        model = SuiviEmploi

    emploi = factory.SubFactory(EmploiFactory)
    jalon = Jalon.J30
    prevu_le = date(2025, 3, 31)
